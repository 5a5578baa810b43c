"""The 1,024 words that the eight words on a printed page are taken from: the list of SLIP-39 with gentle ones in it.

The words come by chance, and they stand at the foot of a letter about a death, which a family may hold. So those of the
list that tell of violence, illness, the body, kin, the law or grief, and those that are a person's name, are replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

_REPLACED: Final = """
    acid abbey, acne acorn, afraid alder, alcohol apple, alien apricot, alive badger, anatomy bagpipe,
    angel bobsleigh, angry bakery, anxiety balcony, argue bamboo, armed bandstand, bedroom banjo,
    blessing chutney, blind barge, body barley, breathe barn, broken basket, brother beacon, burden beech,
    burning bellows, cage bench, capture birch, charity haystack, chest biscuit, chubby blossom, crazy bobbin,
    criminal bonfire, crisis bonnet, critical bramble, crowd brook, crush brush, crystal crumpet, custody bugle,
    daisy bulrush, damage bumblebee, darkness butter, daughter cabbage, deadline cabin, debris canal,
    decision candle, demand carrot, deny cedar, depart celery, desire cello, destroy chalk, detect chapel,
    diagnose cheese, dilemma chime, disaster cinnamon, disease cloud, dismiss cobble, divorce coconut,
    dominant copper, dramatic cotton, drink cowslip, drove crayon, drug crocus, dwarf cuckoo, elder cushion,
    empty daffodil, ending damson, endless dandelion, enemy deer, enforce dewdrop, envy dolphin,
    epidemic donkey, escape dormouse, evidence drum, evil duvet, exclude eagle, execute fennel, exhaust ferry,
    failure fiddle, fake finch, false flannel, family fleece, fangs flute, fatal foxglove, fatigue gable,
    findings gander, flame gate, forbid gazebo, force gingham, forget glove, frozen gooseberry, fumes gosling,
    funding grape, garbage gull, glen dovetail, grant foghorn, grief hammock, gross hamper, guard harbour,
    guilt hedge, gums heron, hairy honey, hanger hopscotch, havoc horse, hazard asphodel, hearing icicle,
    hesitate igloo, hormone inkwell, hospital kettle, hunting kingfisher, husband kite, hush kiwi, idle lantern,
    impulse larch, infant lattice, inform lemon, injury lichen, inmate lighthouse, intimate linen,
    invasion lobster, iris lupin, judicial magpie, junk mallow, jury maple, justice marble, kidney meadow,
    knife melon, lair mint, lawsuit mirror, legal mitten, lily moorhen, lips moss, losing mulberry, loud napkin,
    lungs nectar, lying nettle, maiden nightingale, makeup nutmeg, mama oatmeal, mason gondola, medical oboe,
    mental onion, military orchard, mother osprey, muscle otter, negative oyster, nervous paddle, numb parsley,
    obesity pavilion, papa pear, penalty pebble, phantom pepper, pistol petal, plot piano, plunge pigeon,
    predator pillow, pregnant pine, prevent plover, prisoner plum, privacy pocket, problem pollen, punish pond,
    puny porch, race porridge, racism puddle, random puffin, regret quayside, reject quill, remove rabbit,
    rescue radish, review rafter, rival reed, robin rhubarb, romantic ribbon, ruin ripple, rumor rooftop,
    scandal rucksack, scared saddle, scatter samovar, screw satchel, secret saucer, shadow seagull, shame seed,
    sharp silk, silent skipper, single sloop, sister snowdrop, skin soap, skunk sofa, slap sorrel,
    slavery spoon, smear spruce, smell squirrel, smirk stone, smoking stopwatch, snake stream, soldier sundial,
    soul sunrise, spew swallow, spider swan, spill sycamore, spit tangerine, strike tapestry, submit teapot,
    superior terrace, survive thistle, sympathy thyme, syndrome tinsel, tackle toadstool, tension toast,
    terminal toffee, testify tomato, threaten topaz, toxic tortoise, trash towel, trial trellis,
    trouble trumpet, ugly tugboat, undergo tulip, unfair tundra, unhappy tunnel, unkind turnip, unknown turtle,
    unusual ukulele, upstairs unicorn, vampire valley, vanish vase, verdict vineyard, veteran waffle,
    vexed wagon, victim walrus, violence wardrobe, viral watermill, warn wheat, weapon whistle, welfare wicker,
    withdraw woodland, wolf wool, woman yacht, wrist yarn, yelp zebra
"""
_PAIRS: Final = tuple(_REPLACED.replace(",", "").split())
GENTLE: Final[Mapping[str, str]] = MappingProxyType(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
"""For a word of SLIP-39 the one that is printed in its place; no two of all these share their first four letters."""


def seal_list(slip39: Sequence[str]) -> tuple[str, ...]:
    """The words in their order; ``slip39`` are the 1,024 of SLIP-39 in theirs."""
    return tuple(GENTLE.get(word, word) for word in slip39)
