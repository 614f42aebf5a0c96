const wordsOf = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').split(' '));

/** Words before a sentence that say nothing about its form, folded. */
export const openers = wordsOf(
  'hey hi hello ok okay so and but also then please pls plz bitte svp crossing bot well um uh quick quickly question just now und aber also et mais alors y pero entonces por favor hola hallo salut moin s il vous te plait',
);

/** Verbs that begin a yes-or-no question, folded. */
export const auxiliaries = wordsOf(
  'is are was were do does did has have had can could may should will would am isn aren wasn doesn didn any',
  'ist sind war waren hat haben hatte hatten gibt darf durfen kann konnen muss mussen soll wird werden wurde wurden bin habe lauft',
  'est sont avons avez ont a peut puis pouvons etait etions sommes suis faut',
  'es son hay ha han tiene tienen tenemos tengo puedo podemos puede esta estan estamos fue era eramos estabamos hemos he debo',
);

/** Words that ask to see or to know something, folded. */
export const showing = wordsOf(
  'show list give tell see view read know look find explain describe display lookup preview overview brief walk remind listing summarize summarise',
  'zeig zeige zeigen gib liste nenne nenn sag sage sagen wissen sehen erklar erklare anzeigen lesen auflisten ubersicht',
  'montre montrez donne donnez dis dites liste lister voir savoir connaitre explique affiche lire consulter',
  'muestra muestrame mostrar dame dime lista ver saber conocer explica explicame leer listame',
);

/** Verbs that ask for something to be recorded or done, folded. */
export const actionVerbs = wordsOf(
  'add make record register log set change edit update correct modify rename adjust report open start begin launch kick extend prolong lengthen push stop retire end kill shut suspend pause halt disable resume reactivate unpause restart lift',
  'approve decline reject refuse decide renew waive skip grant appoint name nominate assign reassign hand transfer pass acknowledge ack accept resolve close finish complete schedule reschedule move postpone cancel snooze mute merge combine unite join import upload load export download send post subscribe',
  'propose commit fix evaluate trial test put mark save store write fill revise recalculate calculate compute plan enter note file submit request order apply take pick switch turn bring create issue attach upload confirm reconfirm drop delete remove replace swap choose raise flag escalate invite book arrange call settle widen expand scale promote draft document wrap track widen enroll sign',
  'hinzufugen eintragen trage trag erfassen erfasse registrieren registriere melden melde andern andere anlegen lege leg starten starte beginnen verlangern verlangere stoppen stoppe beenden beende aussetzen setze pausieren pausiere fortsetzen genehmigen genehmige ablehnen lehne entscheiden bestatigen bestatige ernennen ernenne benennen ubergeben ubergebe ubertragen ubernehme ubernehmen losen schliessen schliesse planen plane verschieben verschiebe absagen sage zusammenfuhren fuhre beitreten importieren importiere hochladen lade exportieren exportiere schicken schick senden sende vorschlagen schlage festlegen evaluieren markieren markiere speichern schreiben schreibe berechnen beantragen beantrage mach mache nimm nehmen nehme bearbeiten aktualisieren aktualisiere ausstellen stelle erstellen erstelle vermerken notieren notiere einreichen zuweisen weise hebe aufheben skalieren skaliere ergreifen korrigieren stilllegen abschliessen erteilen erteile einrichten',
  'ajouter ajoute ajoutez enregistrer enregistre enregistrez signaler signale declarer modifier modifie changer change creer cree ouvrir ouvre lancer lance demarrer demarre prolonger prolonge arreter arrete suspendre suspends reprendre reprends approuver approuve refuser refuse decider valider valide confirmer confirme reconfirmer nommer nomme designer designe transferer transfere reattribuer reassigner prendre prends accepter accepte resoudre clore cloturer cloture fermer planifier planifie deplacer deplace reporter reporte annuler annule fusionner fusionne rejoindre importer importe charger exporter exporte envoyer envoie publier publie proposer propose evaluer noter note saisir saisis ecrire rediger calculer calcule demander marquer marque mettre mets emettre accorder accorde corriger fixer fixe generaliser elargir choisir',
  'anadir anade agregar agrega registrar registra registre reportar reporta informar cambiar cambia modificar modifica editar edita crear crea abrir abre iniciar inicia empezar comenzar prolongar prolonga ampliar amplia extender detener deten parar suspender suspende reanudar reanuda aprobar aprueba rechazar rechaza decidir decide confirmar confirma nombrar nombra designar asignar asigna reasignar reasigna transferir transfiere aceptar acepto resolver resuelve cerrar cierra programar programa planificar planifica mover mueve posponer aplazar cancelar cancela fusionar fusiona unir unirme importar importa subir exportar exporta enviar envia publicar publica proponer propon comprometer evaluar evalua anotar anota introducir escribir calcular calcula recalcular solicitar pedir marcar marca poner pon emitir emite conceder concede corregir fijar generalizar escalar encargarme retirar renovar revisar actualizar actualiza elegir dar guardar guarda',
);

/** Words for the person or the company that asks, folded. */
export const speakers = wordsOf('i we ich wir je j nous yo nosotros someone somebody one man on');

/** Verbs by which somebody says what they want, folded. */
export const wanting = wordsOf(
  'want wanna need like d ll wish would must have let lets us me can could you to please pls going gonna trying',
  'mochte mochten will wollen wurde brauche muss lass lasst uns mir kannst konntest du',
  'veux voudrais voulons souhaite souhaiterais aimerais dois devons peux pouvez tu vous besoin',
  'quiero quisiera queremos necesito necesitamos deseo debo tengo que puedes podrias vamos a me gustaria',
);

/** Words by which somebody asks for a way to do something, folded. */
export const ways = wordsOf(
  'steps instructions procedure process way guide anleitung schritte vorgehen vorgehensweise etapes procedure marche pasos instrucciones procedimiento manera',
);
