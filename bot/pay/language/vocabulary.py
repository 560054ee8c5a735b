"""The words that tell what a member asks about pay, and those that tell it is something else."""

from __future__ import annotations

from bot.matching.text import words

OTHER_SUBJECTS = frozenset(
    words(
        "course courses tuition class classes program school college degree exam exams "
        "test book books manual rent mortgage ceu ceus membership dues fee fees retake "
        "loan renewal renew renewing study studying upwork fiverr scam retire retirement "
        "gift laptop institute vocational admissions apprentice apprentices trainee "
        "trainees cpt icd modifier biopsy"
    )
)
HEARSAY = frozenset(
    words(
        "true realistic believable legit article blog ziprecruiter glassdoor indeed bls "
        "survey figure figures statistic statistics average median percentile percentiles "
        "youtube instagram possible sensible standard real really guesses guessed"
    )
)
# Of one's own pay "real" means what is left of it.
OWN_REALITY = (
    "real <hour>",
    "real rate",
    "real pay",
    "real wage",
    "really more",
    "really better",
    "really ahead",
    "really worth",
    "really <hour>",
    "really making",
    "really getting",
    "i average",
    "i am averaging",
    "im averaging",
)
HEARSAY_PHRASES = (
    "do coders",
    "do people",
    "do folks",
    "can coders",
    "coders make",
    "coders earn",
    "coders get",
    "can i make",
    "can you make",
    "can i earn",
    "can you earn",
    "can i really",
    "can a coder",
    "does a coder",
    "based on",
    "come from",
    "comes from",
    "did they get",
    "do they get",
    "will i make",
    "top out",
)
ASKS_FOR_AMOUNT = (
    "how much is",
    "how much would",
    "how much will",
    "how much does",
    "how much do",
    "how much are",
    "how much am",
    "how much that",
    "is how much",
    "what is",
    "what would",
    "what will",
    "what does",
    "what do",
    "whats",
    "wats",
    "whts",
    "wat is",
    "what are",
    "what am",
    "how much",
    "come to",
    "comes to",
    "comes out",
    "come out",
    "work out",
    "works out",
    "equal",
    "equals",
    "calculate",
    "convert",
    "in a <year>",
)
ASKS_FOR_BREAKDOWN = ("break down", "breakdown", "calculate", "convert", "take apart")
CONTRACTOR = frozenset(words("contract1099 contractor freelance freelancer freelancing"))
CONTRACT = frozenset(words("contract contracting contracts gig"))
STAFF = frozenset(words("w2 staff employee payroll employed"))
NEEDS = (
    "need",
    "needed",
    "have to",
    "must",
    "required",
    "to make",
    "to earn",
    "to get",
    "to hit",
    "to reach",
    "target",
    "goal",
    "i want",
    "would it take",
    "does it take",
)
ASKS_FOR_SPEED = (
    "how many charts",
    "how many records",
    "how many encounters",
    "how many do i",
    "how many <hour>",
    "how many <day>",
    "how many <week>",
    "how fast",
    "what speed",
    "which speed",
    "charts <hour> do i",
    "how quick",
    "how quickly",
)
ASKS_FOR_HOURS = ("how many hours", "how many hrs", "how much hours", "hours do i need")
ASKS_FOR_RATE = (
    "what rate",
    "which rate",
    "rate <chart>",
    "<chart> rate",
    "for <chart>",
    "ask <chart>",
    "how much <chart>",
    "what <chart>",
    "pay <chart>",
    "pay me <chart>",
    "charge <chart>",
    "how many cents",
)
COMPARES = (
    "vs",
    "versus",
    "better",
    "more",
    "compare",
    "compared",
    "comparing",
    "which",
    "worse",
    "beat",
    "beats",
    "or",
)
SPLITS = frozenset(words("vs versus or than against to and with"))
SPEEDS = (
    "different speeds",
    "each speed",
    "every speed",
    "various speeds",
    "speed ladder",
    "by speed",
    "per speed",
    "faster",
    "if i speed up",
    "depending on speed",
    "depending on my speed",
)
QUALITY = frozenset(words("accuracy accurate quality error errors mistake mistakes"))
COSTS = frozenset(words("cost costs costing lose losing worth penalty penalized dock docked"))
PAYBACK = (
    "pays for itself",
    "pay for itself",
    "paid for itself",
    "paying for itself",
    "pays itself off",
    "pay itself off",
    "pays back",
    "pay back",
    "pay itself back",
    "pays itself back",
    "payback",
    "break even",
    "breaks even",
    "earn back",
    "make back",
    "recoup",
    "return on investment",
    "roi",
)
SELF_EMPLOYMENT = (
    "self employment tax",
    "self employment taxes",
    "self employed tax",
    "self employed taxes",
    "se tax",
    "se taxes",
    "social security and medicare",
)
TAX = frozenset(words("tax taxes taxed owe irs"))
KEEPS = ("do i keep", "would i keep", "i get to keep", "take home", "takehome", "bring home")
RAISES = (
    "raise", "raised", "raises", "raising", "increase", "bump", "bumped", "cola", "merit increase",
)  # fmt: skip
AFTER_TAXES = ("after tax", "after taxes", "net", "take home", "takehome")
ASKS_FOR_TAX = (
    "how much",
    "what do i owe",
    "what will i owe",
    "what would i owe",
    *KEEPS,
    "left after",
    "calculate",
    "whats left",
    "tax on #",
    "taxes on #",
    "after",
    "what is",
    "whats",
)
PREMIUMS = frozenset(["overtime", "ot", "bonus", "raise", "commission", "differential"])
JUDGES = frozenset(
    words(
        "good bad fair decent low high ok okay reasonable competitive underpaid lowball "
        "lowballed lowballing normal typical"
    )
)
ASKS_TO_JUDGE = (
    "is that",
    "is this",
    "is it",
    "is #",
    "am i",
    "would # be",
    "would that be",
    "does that sound",
    "sound",
    "sounds",
    "seem",
    "seems",
    "too low",
    "good or bad",
    "good or not",
    "thoughts",
    "?",
)
OTHER_OCCUPATIONS = frozenset(
    words(
        "biller billers billing auditor auditors auditing manager managers director "
        "supervisor cdi nurse trainer compliance lead transcriptionist analyst qa led "
        "leads leading team chief"
    )
)
EXPERIENCE = {
    "entry": (
        "entry level",
        "beginner",
        "newbie",
        "new coder",
        "brand new",
        "no experience",
        "zero experience",
        "first job",
        "first coding job",
        "new grad",
        "just starting",
    ),
    "mid": ("mid level", "mid career", "midlevel"),
    "senior": ("senior", "senior level"),
}
SETTINGS = ("inpatient", "outpatient", "specialty")
UNCERTIFIED = (
    "uncertified",
    "not certified",
    "non certified",
    "noncertified",
    "no certification",
    "without certification",
    "no cert",
    "without a cert",
    "not yet certified",
)
CERTIFIED = ("certified", "credentialed")
SMALL_TALK = frozenset(
    words(
        "is are am was it that this good bad ok okay fair decent low high normal typical "
        "reasonable pay rate salary for a an the coder coders medical coding remote me i "
        "my in to hey hi guys so and um just hm hmm lol please plz pls u think you do "
        "does what whats how much would will make made making earn paid pays come comes "
        "or"
    )
)
CREDENTIALS = (
    "CBCS",
    "CCA",
    "CCS",
    "CCS-P",
    "CDEO",
    "CDIP",
    "CIC",
    "CMC",
    "COC",
    "CPB",
    "CPC",
    "CPC-A",
    "CPCO",
    "CPMA",
    "CRC",
    "HCS-D",
    "RHIA",
    "RHIT",
)
