package i18n

import "suivi/domain/glossary"

// importTexts are the refusals of an import as a whole; the importer words those
// of its lines.
var importTexts = map[string]glossary.Text{
	"import.interrompu_faute_de_place": {FR: "l'import a été interrompu, le dossier de données ne pouvant plus être écrit. Événements enregistrés : {nombre}. Libérez de la place, puis relancez le même import : il reprendra où il s'est arrêté.", EN: "the import was interrupted: the data folder takes no more writes. Events recorded: {nombre}. Free some space, then give the same import again: it goes on from where it stopped."},
	"import.interrompu_en_cours":       {FR: "l'import a été interrompu : {cause}. Événements enregistrés : {nombre}. Relancez le même import : il reprendra où il s'est arrêté.", EN: "the import was interrupted: {cause}. Events recorded: {nombre}. Give the same import again: it goes on from where it stopped."},
	"import.fichier_absent":            {FR: "le fichier « {fichier} » ne s'ouvre pas. Vérifiez son nom.", EN: "the file \"{fichier}\" cannot be opened. Check its name."},
	"import.dossier_vide":              {FR: "aucun fichier CSV dans « {dossier} ». Vérifiez le dossier.", EN: "no CSV file in \"{dossier}\". Check the folder."},
	"import.decisions_non_ecrites":     {FR: "les décisions ne peuvent pas être écrites dans « {fichier} ». Donnez un autre fichier avec --decisions, puis recommencez.", EN: "the decisions cannot be written to \"{fichier}\". Give another file with --decisions, then try again."},

	"import.trop_grand":     {FR: "les fichiers font ensemble plus de {limite} Mio, et un serveur n'en prend pas plus en une fois. Importez-les en plusieurs fois : les structures et les cadres d'abord, puis les sessions année par année, chacune avec ses recommandations et ses examens.", EN: "the files are more than {limite} MiB together, and a server takes no more at once. Import them in several parts: organizations and forums first, then sessions year by year, each with its recommendations and examinations."},
	"import.deja_en_cours":  {FR: "un autre import est en cours sur ce serveur, qui n'en fait qu'un à la fois. Rien n'a été enregistré ; recommencez dans un moment.", EN: "another import is under way on this server, which does one at a time. Nothing was recorded; try again in a moment."},
	"import.plan_depasse":   {FR: "ce qui serait enregistré n'est plus ce qui a été montré : quelqu'un a enregistré entre-temps. Rien n'a été enregistré ; relancez le même import, et relisez ce qu'il montre.", EN: "what would be recorded is no longer what was shown: somebody recorded meanwhile. Nothing was recorded; give the same import again, and read what it shows."},
	"import.reponse_perdue": {FR: "la réponse du serveur s'est perdue ; l'import y est peut-être enregistré, ou va l'être. Relancez le même import : ce qui est enregistré est reconnu, rien ne l'est deux fois.", EN: "the server's answer was lost; the import may be recorded there, or about to be. Give the same import again: what is recorded is recognised, nothing is recorded twice."},
}
