package i18n

import "suivi/domain/glossary"

// ledgerTexts are what keeps the ledger itself from being read or written.
var ledgerTexts = map[string]glossary.Text{
	"registre.lecture_seule":       {FR: "le dossier de données ne peut pas être écrit (support en lecture seule, ou plein). Rien n'a été enregistré ; libérez de la place ou changez de dossier, puis recommencez.", EN: "the data folder cannot be written (read-only, or full). Nothing was recorded; free some space or change the folder, then try again."},
	"registre.deja_ouvert":         {FR: "un autre processus tient le dossier de données « {dossier} ». Attendez qu'il ait fini, ou fermez-le, puis recommencez.", EN: "another process holds the data folder \"{dossier}\". Wait until it is done, or close it, then try again."},
	"registre.plus_recent":         {FR: "le registre du dossier « {dossier} » a été écrit par une version plus récente de Suivi. Installez-la ; rien n'a été touché.", EN: "the ledger in \"{dossier}\" was written by a newer version of Suivi. Install it; nothing was touched."},
	"registre.absent":              {FR: "aucun registre dans « {dossier} ». « suivi example » y charge l'exemple, « suivi import » vos fichiers, « suivi forum create » en ouvre un.", EN: "no ledger in \"{dossier}\". \"suivi example\" loads the example there, \"suivi import\" your files, \"suivi forum create\" opens one."},
	"registre.pas_un_dossier":      {FR: "« {dossier} » est un fichier, et non un dossier de données. Vérifiez --data, ou $SUIVI_DATA.", EN: "\"{dossier}\" is a file, not a data folder. Check --data, or $SUIVI_DATA."},
	"registre.autre_que_l_exemple": {FR: "le dossier « {dossier} » tient un autre registre que l'exemple ; rien n'y a été changé. Pour voir l'exemple : « suivi example --data exemple » ; pour lire ce registre : « suivi counts --data {dossier} ».", EN: "the folder \"{dossier}\" holds another ledger than the example; nothing in it was changed. To see the example: \"suivi example --data exemple\"; to read this ledger: \"suivi counts --data {dossier}\"."},
	"registre.grappe_non_ouverte":  {FR: "« {lu} » : cette version de Suivi n'ouvre que des dossiers de données. Donnez un dossier, ou installez une version qui ouvre une grappe.", EN: "\"{lu}\": this version of Suivi opens data folders only. Give a folder, or install a version that opens a cluster."},
	"registre.illisible":           {FR: "le registre du dossier « {dossier} » ne peut pas être lu : {cause}. Restaurez une sauvegarde.", EN: "the ledger in \"{dossier}\" cannot be read: {cause}. Restore a backup."},
	"registre.autre_fichier":       {FR: "« {fichier} » n'est pas un registre de Suivi. Vérifiez --data, ou restaurez une sauvegarde ; ce fichier n'a pas été touché.", EN: "\"{fichier}\" is no ledger of Suivi. Check --data, or restore a backup; the file was not touched."},
}
