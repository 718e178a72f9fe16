"""English words that are no slips of ours: those of other worlds, and those that only look like ours.

Chosen by subject, without a look at any entry. A word that the lexicon knows is not listed here.
"""

from __future__ import annotations

from .everyday import EVERYDAY
from .outside import OUTSIDE
from .stop_words import words_of

# A question that uses one of these is hardly about this API.
ELSEWHERE = OUTSIDE | words_of(
    # food and drink
    "pizza burger pasta rice bread cake cookie cookies chocolate cheese milk egg eggs butter sugar salt pepper soup"
    " salad chicken beef pork fish fishing sushi ramen taco tacos recipe recipes cook cooks cooking bake baking"
    " boil fry kitchen oven fridge restaurant restaurants menu dinner lunch breakfast supper dish dishes dessert"
    " fruit apple apples banana orange lemon lime carrot potato tomato onion garlic coffee tea beer wine whisky"
    " vodka juice drink drinks food foods calories diet vegan vegetarian chef taste tasty delicious hungry eat"
    # home, family, clothes
    " house apartment rent furniture sofa bed bedroom bathroom bathtub garden gardening lawn roof"
    " paint carpet lamp chair dishwasher vacuum laundry iron baby babies child children kid kids mother mom father"
    " sister brother daughter grandma grandpa family wife husband wedding marriage married divorce"
    " girlfriend boyfriend friend friends birthday gift gifts toy toys shoe shoes sock socks dress shirt jeans"
    " jacket coat pajamas ring jewelry fashion hair makeup perfume sneakers scarf knitting sewing"
    # body and health
    " doctor dentist hospital nurse medicine pill pills aspirin vaccine surgery symptom symptoms disease cancer"
    " diabetes allergy flu fever cough headache pain sleep asleep tired stress anxiety therapy blood liver"
    " kidney lung breath brain mind bone skin tooth teeth eye eyes ear ears nose finger foot leg knee arm belly"
    " pregnant"
    " pregnancy yoga gym fitness workout muscle slim weightlifting rhythm psychology"
    # animals, plants, weather, the sky
    " dog dogs cat cats puppy kitten horse cow pig goat sheep bird birds duck goose lion tiger bear wolf fox rabbit"
    " mouse rat snake spider bee bees zebra cheetah elephant whale shark dolphin pet pets animal animals flower"
    " flowers tree trees forest grass rose palm weather rain rainy snow snowy sunny sun clouds cloudy wind"
    " storm hurricane temperature winter summer spring autumn season seasons moon stars planet mars universe"
    " galaxy ocean sea beach island lake river mountain mountains volcano earthquake climate nature sky"
    # travel and places
    " travel trip vacation hotel hotels hostel airbnb flight flights airline airport plane train ferry ship"
    " cruise boat trains railway bus taxi lyft subway bike bicycle motorcycle car cars truck garage tire"
    " tires petrol gasoline diesel parking luggage suitcase tourist tourism museum london paris berlin"
    " tokyo madrid rome dubai singapore york california florida texas bali hawaii greece spain italy france germany"
    " japan china india brazil mexico peru canada australia africa europe asia city town village street bridge"
    " castle church tower"
    # screen, music, books, games, sport
    " movie movies film films cinema netflix youtube spotify tiktok instagram facebook twitter whatsapp song songs"
    " music lyrics guitar piano violin drums concert album singer sing dance dancing theatre opera poem poetry"
    " novel books library story stories fairy anime manga comic cartoon game games gaming xbox"
    " playstation nintendo minecraft fortnite chess poker lottery casino dungeon wizard football soccer basketball"
    " baseball volleyball tennis golf rugby cricket hockey swim swimming marathon olympics championship"
    " cup trophy coach stadium athlete joke jokes funny celebrity actor actress tv television radio podcast"
    " magazine newspaper news episode chapter verse horoscope zodiac astrology photo photos camera painting art artist"
    " museum"
    # school, work, law, money at home
    " school college university student students teacher homework lecture exam essay thesis grammar"
    " dictionary geography biology chemistry physics philosophy math maths mathematics algebra geometry statistics"
    " spanish french german italian latin english salary career job jobs resume interview intern internship"
    " lawyer attorney court judge police crime prison murder mortgage insurance pension wage inflation taxes"
    " accountant retirement president election politics government army religion bible god prayer"
    # shops and machines
    " supermarket grocery shop shops shopping mall ikea amazon ebay paypal walmart coupon discount store shelf"
    " iphone samsung android ipad printer scanner wifi router bluetooth headphones keyboard monitor"
    " washing microwave toaster machines battery charger drone robot steam honda toyota tesla bmw mercedes"
    # programming that is not ours
    " css html react angular vue django flask laravel wordpress excel powerpoint photoshop regex git github gitlab"
    " sql mysql postgres sqlite oracle mongodb kubernetes npm pip webpack vim emacs bash powershell apache nginx"
    " tutorial tutorials lesson lessons compiler jira confluence stripe segmentation vlookup"
    # money and coins that are not traded here
    " binance coinbase kraken bybit okx kucoin bitfinex metamask ledger trezor uniswap opensea nft nfts"
    " airdrop airdrops giveaway staking stake mining miner halving validator referral cashback bonus arena"
    " prediction predictions forecast invest investing investment investor stocks dividend gold silver ounce iban"
    " mastercard visa memes relationship furious scam scammer lambo hodl interstate formula"
)

# English words that are a slip away from a word of the lexicon, yet are words of their own: not mended.
NO_SLIPS = EVERYDAY | words_of(
    "accent bending beverage bleeding boarder calm camp candle cast cell chance class contact contest contrast"
    " course crazy deaf death debut delicate dense draft drive dull empire false fate fault feast feather firm"
    " flame flash float flour fold former grade grow handle heat king lace landing leader leading leaf lean"
    " leather lend linen liquid listen lived load lodge lone lover major march marker martin mask master matter"
    " minor mission model monkey mount neat needle older pace palace parade party peace perimeter petition plate"
    " pond pope portion pot pride prince print pulse pure quiet rage rare rescue retire reward riot sacred"
    " scale scream seed seize sense serve sever shade shed shell shoot shore shot shout slide slope smell solid"
    " soul spare spell sport square stage steal steel steep stick sticker strange strong style swift tape tax"
    " temple thick thicker throne ticket tide tie track trend trick usher vapor veil vote waste wire yard"
)

# Short words that are whole, though longer ones of ours begin so: ``man`` is no half-typed mandatory.
WHOLE = words_of(
    "bank man men cam don ex act fact war fun pen tail deck bat sand nut mud bra ski spa star doll his her"
)
