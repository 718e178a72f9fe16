"""The words that are not looked for: those that carry nothing, those around the question, and those that deny."""

from __future__ import annotations


def words_of(line: str) -> frozenset[str]:
    """Return the words of a line, which stand apart by blanks."""
    return frozenset(line.split())


NEGATIONS = words_of(
    "not no never cannot cant dont doesnt didnt wont isnt wasnt arent without non kein keine keinen nicht ohne pas"
    " ne sans aucun aucune sin nao sem nunca nie"
)

# Those that deny a thing, not a deed: "no account" is an account that is absent.
NONE_OF = words_of("no kein keine keinen aucun aucune ningun ninguna nenhum nenhuma")

# Words that say that something is asked or wrong, not what. They are neither looked for nor missed.
ENGLISH = words_of(
    "a an the this that these those it its is are was were be been being am i im ive id my me mine we our us you"
    " your he she they their them and or but if then than so as at by for from in into of off on onto out to too up"
    " with about what whats which who whom why when where how do does did doing done have has had having can could"
    " should would will shall may might must just only also very really still even there here now get gets getting"
    " got keep keeps keeping kept give gives giving gave say says saying said tell tells told see seeing seen show"
    " shows showing please need want wants wanted try tries trying tried happen happens happening happened mean"
    " means meaning explain fix solve thing things someone something anything nothing any some all each every one"
    " ones after before during while because since until always sometimes today yesterday error errors err"
    " code codes crypto com cryptocom exchange api v problem issue trouble fail fails failed failing failure hi"
    " hello thanks thank cdc ccxt receive received receiving return returns returned response message msg through"
    " via using use uses make makes making made like dont doesnt not no never cannot cant wont isnt lol wtf hey pls"
    " plz let lets go goes going went come comes coming seems looks such more less much many most other another same"
    " own put place placing placed send sending sent submit submitting submitted whenever although though between"
    " against per etc eg ie re vs help work works worked working everything everyone nobody yet ever however maybe"
    " perhaps actually basically simply sure ok okay well sorry asks asked asking complain complains complained"
    " report reports reported wondering know knows knew think thinks thought guess believe understand able unable"
    " attempt attempts attempted cause causes caused way possible suppose supposed apparently probably definitely"
    " anymore yes despite none yours ours theirs hers yourself itself themselves whatever whichever whoever either"
    " neither quite almost rather soon ago within along across around upon toward towards among besides except"
    " instead otherwise therefore thus hence indeed exactly totally entirely honestly seriously literally somehow"
    " anyway often usually apart came found become becomes became remain remains confirm wait waiting expect"
    " expected expecting lot lots reason reasons explanation answer question questions correct currently assign"
    " assigned his him her hers somebody anybody everybody anyone gonna gotta wanna"
)
_OTHER = words_of(
    "non el la los las un una unos unas de del al y o en con por para que es esta este mi se me ha he no lo su sus"
    " como cuando error porque mensaje fallo codigo der die das den dem des ein eine einen einem einer und oder ist"
    " sind war wird wurde werden mein meine meinen meiner ich er sie wir fur mit von zu zum zur im auf aus bei an"
    " als wenn warum wieso fehler meldung kann konnte nicht kein keine hat habe haben bekomme le les du au aux et ou"
    " est sont mon ma mes je il elle nous vous ce cet cette dans sur pour par avec qui quand pourquoi comment erreur"
    " pas ne n a l d j m s c qu os as um uma uns umas do da dos na nos nas e em com meu minha meus minhas eu ele ela"
    " foi sao nao erro mensagem quando ser nach vor bis schon mehr sehr hier seit schon wegen quiero puede hay muy"
    " mas donde fait faire tres plus deja encore mais muito tem fazer pode"
)

# The world around the question: who, when, with which tool, about which coin. Not looked for either, but a text of
# nothing else is no question about this API, so that each counts a little against an answer.
CHATTER = words_of(
    "system systems platform site website customer customers client clients support agent team colleague boss"
    " compliance department manager employee office home laptop machine computer phone monday tuesday wednesday"
    " thursday friday saturday sunday january february april june july august september october november december"
    " week weeks month months year years hour hours morning evening night tonight next previous first third two"
    " three four five six seven eight nine ten hundred thousand accident accidentally recently newly case cases"
    " several guys sir madam dear question bot bots script program app pc mac windows linux vps aws docker container"
    " python java javascript node nodejs golang rust php bitcoin btc eth ether ethereum cro doge solana sol uber"
    " usdt usdc usd xrp ada dot shib pepe coin leave leaves took take takes taken taking bring brings brought hear"
    " heard feel feels stay stays begin begins began appear appears run runs running ran add adds added include"
    " includes including contain contains given plenty couple bit advice idea situation right proper properly better"
    " best nice great clear certain various kind sort stuff find finds finding look looked check checked extra few"
    " follow follows followed notice noticed decide decided deposit deposits deposited bank banks ordenador rechner"
    " rechners computador ordinateur"
)
STOP_WORDS = ENGLISH | _OTHER | CHATTER
