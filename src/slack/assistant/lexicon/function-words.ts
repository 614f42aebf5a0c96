import type { Language } from '../../kit/question.ts';

const listOf = (...lines: readonly string[]): readonly string[] => lines.join(' ').split(' ');

/** Words that carry no meaning of their own, folded: articles, pronouns, auxiliaries, prepositions, politeness. */
export const functionWords: Readonly<Record<Language, readonly string[]>> = {
  en: listOf(
    'legal counsel lawyer lawyers liability prospect questionnaire wonders worried management because although unless therefore however instance circumstances single wat wats obviously supposedly allegedly apparently afterward',
    'security slides',
    'a an the this that these those some any all each every both it its itself he him his she her hers they them their theirs one ones',
    'i me my mine myself we us our ours you your yours',
    'is are was were be been being am s re m ve ll d t is isn aren wasn weren do does did done don doesn didn has have had having hasn haven',
    'will would can could shall should may might must got get gets getting let lets',
    'of in on at to for from by with without about into onto over under as than per through via between among within against',
    'and or but so if then there here now currently right also too just really actually already still yet even only again ever',
    'please pls plz hi hey hello dear thanks thank thx ok okay yes hmm well um uh like kind sort quick quickly question crossing bot asking',
    'tell know show give say said see find check wonder wondering think want wanted like curious ask explain happen happens happening',
    'thing things stuff someone somebody anyone anybody everyone everybody something anything everything one two three four five six seven eight ten',
    'up out off down back go going went gone come came make makes made put take takes taken work works working such other another own same very much more most lot',
    'anymore soon talk speak talking today somewhere anywhere somehow together simply exactly basically roughly line minutes minute min posted around everywhere latest current whole supposed boss regarding concerning',
    'not no nor none never re et al etc vs hows whats whos wheres whens thats im ive id ill youre theres',
    'mention mentioned claim claims claimed told heard hear asks asked believe believes read assume guess suppose hope hoping true correct colleague colleagues leadership board meeting steering committee slide presentation asap urgently honestly apparently actualy alredy',
    'wants wanting feel feels feeling felt fact half bit fine lunch love seen telling surely straight honestly btw fyi afaik tbh imo imho oye atm asap gotta gonna wanna smth cant dont shoud coud anyway finally silly nervous hurry cfo ceo cto coo exec execs standup consultants controller council middle occasion exactly slightly frankly quietly insist insists look looks looking',
    'need needs needed before after whether until till moment across else while during ago since nobody nothing mine hereby actually afterwards meanwhile meantime instead besides rather maybe perhaps several capable lately way ways far enough good well once twice quite almost nearly except apart',
    'gotta smth sth smthg btw fyi atm cuz coz kinda bit morning afternoon evening noon lunch standup himself herself ourselves according relevant additional further surely certainly newcomer newbie council consultants exec execs procurement hurry',
    'wants love loves half cfo ceo cto cio coo standup',
    'chance lemme em counsel wonders wondered merely invoke invokes invoked',
  ),
  de: listOf(
    'brauchte fruh demnachst aktuelle aktuellen vorstand vorstandsbericht betriebsrat lenkungskreis anwalt',
    'kriegt kriege kriegen krieg liegts kunftig gern wurd damit gilt',
    'der die das den dem des ein eine einen einem einer eines kein keine keinen dieser diese dieses diesen diesem jener jene welch',
    'ich mich mir mein meine meinen meinem meiner du dich dir dein deine er sie es ihn ihm ihr ihre ihren ihrem wir uns unser unsere unseren unserem unserer euer eure man sich',
    'ist sind war waren bin bist sein seid gewesen wird werden wurde wurden worden hat haben habe hatte hatten hast kann konnen konnte konnten soll sollen sollte muss mussen darf durfen mag mogen will wollen',
    'in im an am auf aus bei mit nach seit von vom zu zum zur fur uber unter vor hinter neben zwischen durch gegen ohne um bis pro als wie wenn ob dass weil',
    'und oder aber sondern denn doch auch nur noch schon mal eben gerade eigentlich jetzt aktuell derzeit heutzutage bereits immer wieder da dort hier so sehr viel mehr',
    'heute bitte danke hallo hi hey moin guten tag morgen frage crossing bot ok ja nein nicht nie nichts',
    'sag sagen sage zeig zeige zeigen gib geben wissen weiss weisst kennst kennt mochte mochten wollte brauche brauchen gibt gibts geht gehts ging ding sache etwas jemand alle alles jeder jede zwei drei vier funf irgendwo ham nochmal',
    'fragt fragen gefragt mitteilen sag sagt mal halt eh jedenfalls konnten konntet ma nem ner nen grad rein laut bescheid eilig frage',
    'bitte vor nachdem davor danach wahrend ob sobald bisher bislang inzwischen mittlerweile niemand nirgends sonst gar ganz genau eben etwa ungefahr gerne gern dafur davon dazu dabei daran darauf deshalb lauft laufen machen mache macht gemacht tun getan kommt kommen bekommen bekommt steht stehen liegt',
    'damals einmal einfach kurz nochmals ansonsten allerdings jedoch trotzdem wohl vielleicht leider zeigt zeigst nenne nenn nennen erklare erklar erklaren bzw zb beim ins ans selbst selber manche manchen viele vielen einige einigen derer denen dessen deren damit daher darum worum woran worauf womit wodurch ware werde sollten mussten durfte jeweils uberhaupt zurzeit',
    'momentan neulich letztens kurzlich erst ebenfalls ausserdem zwar naturlich wirklich tatsachlich anscheinend angeblich stimmt richtig falls sowie weder beide beiden bloss lediglich ziemlich irgendwie irgendwas irgendwann ihnen euch eures unseres unserm meins deins mehrere mehreren solche solchen jemals niemals manchmal vorher nachher gibst sieht sehen siehst aussehen finde finden fand nehmen nimmt nahm glaube glauben denke denken hor hore horen',
    'zwischendurch weiteres weitere weiterer weiteren hinweg lautet lauten furs grad nem nen mitteilen gedacht',
    'ab kunftig zukunftig',
    'ne brauchte innerhalb',
  ),
  fr: listOf(
    'bout cote comite juridique',
    'devient deviennent juste',
    'le la les l un une des du de d ce cet cette ces ca c cela il elle ils elles on lui leur leurs eux je j me m moi mon ma mes tu te t toi ton ta tes nous notre nos vous votre vos se s son sa ses y en',
    'est es suis sommes etes sont etait etaient etions ete etre sera seront ai as a avons avez ont avait avaient avoir eu peut peux pouvons pouvez peuvent pouvait doit dois devons devez doivent faut fait faire fais font va vas allons vont aller',
    'dans sur sous avec sans pour par chez vers entre depuis pendant avant apres contre jusqu jusque au aux a comme si que qu qui est-ce',
    'et ou mais donc or ni car aussi encore deja toujours maintenant actuellement ici la tres plus moins bien',
    'svp merci bonjour salut s il vous plait question crossing bot ok oui non ne pas n rien jamais',
    'indiquer indiquez indique stp svp pk pcq bref franchement vite exemple pourriez pourrais',
    'personne rien avant apres desormais ainsi alors afin lors hors presque peu pres jadis autre autres meme memes notamment aucun aucune etre tres trop assez aujourd hui dis dire dites montre montrez donne donner savoir sais veux voudrais voulais besoin chose truc quelque quelqu tout tous toute toutes deux trois quatre cinq',
    'vois voir voyez comprend comprendre vraiment simplement juste seulement bref tellement chacun chacune plusieurs certains certaines lequel laquelle lesquels lesquelles dont selon parmi sauf malgre lorsque puisque parce sinon enfin soit serait seraient aurait auraient pourrait pourrions pourriez devrait devrions faudrait fut furent ait aient concernant',
    'convenu convenue ceux celles celui celle faites trouve trouver trouves parler parle pense penser crois croit semble parait apparemment exactement environ beaucoup tant autant quelques dernierement recemment bientot parfois choses',
    'stp pk aimerais indiquer indiquez',
    'bout',
  ),
  es: listOf(
    'comite direccion abogado',
    'convierte',
    'el la los las lo un una unos unas al del este esta estos estas ese esa eso esos esas aquel yo me mi mis mio tu te ti tus ella ellos ellas nosotros nos nuestro nuestra nuestros nuestras usted ustedes su sus se le les',
    'podria podrian podrias indicarme indicar decirme digame saber oye oiga porfa porfavor',
    'es son era eran fue fueron ser sido soy somos esta estan estaba estaban estamos estabamos estar estado estoy hay ha han he hemos habia haber tiene tienen tengo tenemos tener puede puedo podemos pueden podria debe deben debo hace hacer hizo va van voy ir',
    'de en a con sin por para sobre entre hasta desde ante bajo contra segun durante como si que y e o u pero sino porque',
    'tambien ya aun todavia ahora actualmente siempre aqui ahi alli muy mas menos bien',
    'favor gracias hola buenos dias pregunta crossing bot vale ok no nada nunca',
    'antes despues mientras nadie otra otro otras otros mismo misma ninguno ninguna casi bastante cerca entonces luego pues tras aquellos hoy dime decir muestra muestrame dame saber se quiero quisiera necesito cosa algo alguien todo todos toda todas cada dos tres cuatro cinco',
    'realmente simplemente solamente solo cuya cuyo cuyos aunque ademas asi tal tanto tan mucho mucha muchos muchas poco pocos alguno alguna algunos algunas ver vemos ves podrias podriamos deberia deberiamos seria serian haya hayan hubiera habria respecto acerca decirme explica explicar pronto exactamente aproximadamente parece creo creemos',
    'piensa pensar dijo dicen poner pone puesto sabes sabemos sabe tuvo tuvimos tuvieron hicimos hicieron vamos tenia teniamos',
    'oye porfa podrian indicarme decidme diciendo algun',
    'pa q',
  ),
};

/** Words that ask, folded, by what they ask for. */
export const questionWords: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> = {
  who: {
    en: listOf('who whom whose whos'),
    de: listOf('wer wem wen wessen'),
    fr: listOf('qui'),
    es: listOf('quien quienes'),
  },
  when: { en: ['when', 'whens'], de: ['wann'], fr: ['quand'], es: ['cuando'] },
  where: { en: ['where', 'wheres'], de: ['wo'], fr: ['ou'], es: ['donde'] },
  why: { en: ['why'], de: listOf('warum wieso weshalb'), fr: ['pourquoi'], es: [] },
  how: { en: ['how', 'hows'], de: ['wie'], fr: ['comment'], es: ['como'] },
  many: {
    en: [],
    de: listOf('wieviel wieviele'),
    fr: ['combien'],
    es: listOf('cuanto cuanta cuantos cuantas'),
  },
  which: {
    en: listOf('what which whats wich whcih wat'),
    de: listOf('was welche welcher welches welchen welchem'),
    fr: listOf('quel quelle quels quelles quoi'),
    es: listOf('cual cuales'),
  },
};

/** Expressions that ask the same as a word of {@link questionWords}, by language, separated by commas. */
export const questionExpressions: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  when: {
    en: 'what day, which day, what date, which date, what weekday, at what time, what time, at which time, what hour',
    de: 'an welchem tag, welcher tag, welches datum, zu welchem datum, um wie viel uhr, um welche uhrzeit, um welche zeit',
    fr: 'quel jour, quelle date, à quelle date, à quelle heure',
    es: 'qué día, en qué fecha, qué fecha, a qué hora',
  },
  who: { en: 'whose job, which person', de: 'welche person', fr: 'quelle personne', es: 'qué persona' },
  why: {
    en: 'how come, what for, for what reason, what is the reason, what was the reason',
    de: 'aus welchem grund, wie kommt es',
    fr: 'pour quelle raison',
    es: 'por qué, por qué razón, a qué se debe',
  },
};

/** Words that begin a follow-up, folded. */
export const connectives: readonly string[] = [
  'hm ok but',
  'ok but',
  'hm',
  'ok and',
  'ok',
  'and what about',
  'and how about',
  'what about',
  'how about',
  'and for',
  'and',
  'also',
  'same for',
  'und was ist mit',
  'was ist mit',
  'wie sieht es mit',
  'wie siehts mit',
  'und fur',
  'und bei',
  'und',
  'et pour',
  'et qu en est il de',
  'et',
  'y que hay de',
  'y que tal',
  'que tal',
  'y para',
  'y',
];

/** Words that stand for what was talked about, folded. */
export const pronouns: Readonly<Record<Language, readonly string[]>> = {
  en: listOf('it its that this they them their he she his her one'),
  de: listOf(
    'es er sie ihn ihm ihr dessen deren das der dieser diese dabei davon dazu daran darauf daraus darin daruber dafur',
  ),
  fr: listOf('il elle le la l lui ils elles ca en son sa celui celle'),
  es: listOf('lo la el ella eso ese esa este esta su ello le'),
};

/** Pronouns that are articles where a noun follows, folded. */
export const articles: Readonly<Record<Language, readonly string[]>> = {
  en: ['one'],
  de: listOf('der das die dieser diese'),
  fr: listOf('le la l'),
  es: listOf('el la lo'),
};

/** Pronouns that are not also articles, folded. */
export const strictPronouns: Readonly<Record<Language, readonly string[]>> = {
  en: listOf('it its they them'),
  de: listOf('es ihn ihm'),
  fr: listOf('elle lui'),
  es: listOf('lo ello eso'),
};

/** Pronouns for a person who was talked about, folded. */
export const personPronouns: Readonly<Record<Language, readonly string[]>> = {
  en: listOf('he she him her his hers'),
  de: listOf('er sie ihm ihn ihr ihre ihren ihrem sein seine seinen'),
  fr: listOf('il elle lui'),
  es: listOf('ella ello su'),
};

/** Words for the person who asks, folded. */
export const selfWords: Readonly<Record<Language, readonly string[]>> = {
  en: listOf('i me my mine myself im'),
  de: listOf('ich mich mir mein meine meinen meinem meiner'),
  fr: listOf('je j me moi mon ma mes m'),
  es: listOf('yo me mi mis mio mios mia mias conmigo'),
};

/** Words for what belongs to the person who asks, folded. */
export const possessives: Readonly<Record<Language, readonly string[]>> = {
  en: listOf('my mine'),
  de: listOf('mein meine meinen meinem meiner'),
  fr: listOf('mon ma mes'),
  es: listOf('mi mis mio mios mia mias'),
};

/** Words for any use case, folded: "the sales thing", "the support bot". */
export const genericNames: readonly string[] = listOf(
  'ai ki ia bot bots agent agents agente agenten assistant assistants assistent assistenten assistente asistente assistante thing one ones project projekt projet proyecto',
  'pilot pilote piloto tool usecase helper app chatbot copilot system solution losung ding sache truc cosa robot',
);
