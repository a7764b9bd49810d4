package importer

// fileTexts are the refusals of a file or of a line as it stands in it.
var fileTexts = map[string]Text{
	"import.csv.classeur":          {FR: "{fichier} est un classeur, pas un fichier CSV : dans le tableur, enregistrez-le sous « CSV (séparateur : point-virgule) ».", EN: "{fichier} is a workbook, not a CSV file: save it from the spreadsheet as \"CSV\"."},
	"import.csv.pas_du_texte":      {FR: "{fichier} n'est pas du texte (octet {octet} à la ligne {ligne}) : enregistrez de nouveau le tableau en CSV UTF-8.", EN: "{fichier} is not text (byte {octet} on line {ligne}): save the table again as CSV UTF-8."},
	"import.csv.encodage":          {FR: "{fichier} n'est ni en UTF-8 ni en Windows-1252 (octet {octet} à la ligne {ligne}) : enregistrez-le en « CSV UTF-8 ».", EN: "{fichier} is neither UTF-8 nor Windows-1252 (byte {octet} on line {ligne}): save it as \"CSV UTF-8\"."},
	"import.csv.encodage_double":   {FR: "Les accents de {fichier} sont abîmés (ligne {ligne}, « Ã© » au lieu de « é ») : reprenez le fichier d'origine et enregistrez-le en « CSV UTF-8 ».", EN: "The accents of {fichier} are spoilt (line {ligne}, \"Ã©\" for \"é\"): take the original file and save it as \"CSV UTF-8\"."},
	"import.csv.fichier_trop_gros": {FR: "{fichier} dépasse {limite} Mio : partagez-le en plusieurs fichiers.", EN: "{fichier} is over {limite} MiB: cut it into several files."},
	"import.csv.trop_de_lignes":    {FR: "{fichier} dépasse {limite} lignes : partagez-le en plusieurs fichiers.", EN: "{fichier} has more than {limite} lines: cut it into several files."},
	"import.csv.champ_trop_long":   {FR: "La cellule {colonne} compte {taille} octets, pour {limite} au plus : un guillemet manque peut-être plus haut.", EN: "The cell {colonne} has {taille} bytes, {limite} at the most: a quotation mark may be missing above."},
	"import.csv.ligne_trop_longue": {FR: "La ligne a {lu} cellules, l'en-tête {attendu} : mettez entre guillemets les textes qui contiennent le séparateur.", EN: "The line has {lu} cells, the header {attendu}: put texts that hold the separator in quotation marks."},
	"import.csv.ligne_trop_courte": {FR: "La ligne a {lu} cellules, l'en-tête {attendu} : elle est coupée, complétez-la.", EN: "The line has {lu} cells, the header {attendu}: it is cut short, complete it."},
	"import.csv.guillemets":        {FR: "Un guillemet est ouvert ou fermé de travers sur la ligne qui commence ici : doublez ceux du texte (\"\").", EN: "A quotation mark is wrongly opened or closed on the line that begins here: double those of the text (\"\")."},
	"import.csv.illisible":         {FR: "Le fichier ne se lit pas jusqu'au bout : enregistrez-le de nouveau en CSV.", EN: "The file cannot be read to its end: save it again as CSV."},

	RefusedEmptyTable:     {FR: "{fichier} est vide : il faut au moins une ligne d'en-tête.", EN: "{fichier} is empty: it needs at least a header."},
	RefusedUnknownKind:    {FR: "On ne reconnaît pas le genre de {fichier} à son en-tête ({lu}) : comparez-le aux formats, ou dites le genre.", EN: "The kind of {fichier} cannot be told by its header ({lu}): compare it with the formats, or say the kind."},
	RefusedTwoKindsOfFile: {FR: "L'en-tête de {fichier} convient à plusieurs genres : dites lequel.", EN: "The header of {fichier} fits several kinds: say which."},
	RefusedUnknownColumn:  {FR: "La colonne « {colonne} » est inconnue dans un fichier {genre} : est-ce {proche} ? Renommez-la ou ôtez-la.", EN: "The column \"{colonne}\" is unknown in a file {genre}: is it {proche}? Rename it or take it out."},
	RefusedColumnTwice:    {FR: "La colonne {colonne} figure deux fois : gardez-en une.", EN: "The column {colonne} is there twice: keep one."},
	RefusedColumnMissing:  {FR: "La colonne {colonne} manque : un fichier {genre} doit l'avoir.", EN: "The column {colonne} is missing: a file {genre} must have it."},
}
