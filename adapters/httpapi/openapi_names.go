package httpapi

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// schemaNames are the names that the API's description gives to Go types.
var schemaNames = map[string]string{
	"domain.Period":           "Periode",
	"domain.Source":           "Source",
	"event.Actor":             "Acteur",
	"forum.LeadNamed":         "ChefDeFile",
	"forum.Rule":              "RegleDeCadre",
	"recommendation.Evidence": "Piece",
	"session.Rate":            "TauxImprime",

	"register.ForumRow":        "Cadre",
	"register.OrganizationRow": "StructureDuRegistre",
	"register.SessionRow":      "SessionDeLaListe",
	"register.Head":            "Session",
	"register.Item":            "Recommandation",
	"register.Owner":           "Structure",
	"register.DropNote":        "PerteDeVue",
	"register.Saying":          "Declaration",

	"followup.Table":         "TableauDeSuivi",
	"followup.Row":           "LigneDuTableau",
	"followup.MadeRow":       "LigneDeListeFaite",
	"followup.Totals":        "Totaux",
	"followup.Rate":          "Taux",
	"followup.Change":        "RectificationDepuisLaCloture",
	"followup.Declared":      "TotauxDeclares",
	"followup.DeclaredRate":  "TauxDeclare",
	"followup.DeclaredCount": "NombreDeclare",

	"carryover.List":    "Reconductions",
	"carryover.Carried": "Reconduite",
	"carryover.Left":    "SansSuite",
	"carryover.Age":     "Age",
	"carryover.Matrix":  "Matrice",
	"carryover.Column":  "ColonneDeMatrice",
	"carryover.Line":    "LigneDeMatrice",
	"carryover.Cell":    "CaseDeMatrice",

	"owing.Table": "Redevables",
	"owing.Row":   "Redevable",
	"owing.Debt":  "Dette",

	"openitems.Counts": "Compteurs",
	"openitems.Tally":  "Comptes",
	"openitems.Heap":   "CompteNomme",
	"openitems.Count":  "Nombre",
	"openitems.List":   "ListeDeRecommandations",

	"history.History": "Historique",
	"history.Stream":  "HistoriqueDeFlux",
	"history.Entry":   "Evenement",

	"audit.Report":     "Audit",
	"audit.Reopened":   "RemiseEnSuivi",
	"audit.Divergence": "Divergence",
	"audit.Gap":        "DeclareContreRetenu",
	"audit.Unsettled":  "FaitARegler",
	"audit.Late":       "ConstatTardif",
	"audit.Carried":    "ReconduiteSansExamen",
	"audit.Declared":   "TotauxDeSession",

	"desk.CreateForum":        "CreationDeCadre",
	"desk.RenameForum":        "NomDeCadre",
	"desk.AttachForum":        "RattachementDeCadre",
	"desk.NameSecretariat":    "Secretariat",
	"desk.NameLead":           "DesignationDeChefDeFile",
	"desk.SetRule":            "FixationDeRegle",
	"desk.CreateOrganization": "CreationDeStructure",
	"desk.RenameOrganization": "NomDeStructure",
	"desk.AttachOrganization": "RattachementDeStructure",
	"desk.MergeOrganization":  "FusionDeStructure",
	"desk.PlanSession":        "PlanificationDeSession",
	"desk.PostponeSession":    "ReportDeSession",
	"desk.CancelSession":      "AnnulationDeSession",
	"desk.HoldSession":        "TenueDeSession",
	"desk.FixList":            "ListeAExaminer",
	"desk.DeclareTotals":      "DeclarationDeTotaux",
	"desk.CloseSession":       "ClotureDeSession",
	"desk.Make":               "Formulation",
	"desk.Validate":           "Validation",
	"desk.Carry":              "Reconduction",
	"desk.Examine":            "Constat",
	"desk.Discard":            "MiseALEcart",
	"desk.Class":              "Classement",
	"desk.Declare":            "DeclarationDeSituation",
	"desk.Reassign":           "DesignationDeResponsables",
	"desk.SetDueDate":         "FixationDEcheance",
	"desk.Attach":             "VersementDePiece",
	"desk.Link":               "Lien",
	"desk.Absorb":             "Absorption",
	"desk.Rectify":            "Rectification",
	"desk.Examination":        "Examen",
	"desk.ExaminedRow":        "LigneDExamen",
	"desk.Receipt":            "Recu",
	"desk.Change":             "Changement",

	"desk.Import":           "Importation",
	"desk.ImportFile":       "FichierImporte",
	"desk.Imported":         "ImportationFaite",
	"desk.ImportReceipt":    "RecuDImportation",
	"desk.ImportPlan":       "PlanDImportation",
	"desk.ImportRow":        "LigneImportee",
	"desk.ImportStep":       "PasDImportation",
	"desk.ImportDifference": "DifferenceImportee",
	"desk.ImportQuestion":   "QuestionDImportation",
	"fault.Fault":           "Refus",

	"httpapi.Examined":     "ExamenEnregistre",
	"httpapi.ExaminedRow":  "ReponseDeLigne",
	"httpapi.Problem":      "Probleme",
	"httpapi.ProblemPlace": "EndroitDuProbleme",
}

// schemaName names the schema of a Go type. A type that has no name of its own
// here goes by that of its package and itself.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if name, named := schemaNames[t.String()]; named {
		return name
	}
	return huma.DefaultSchemaNamer(t, hint)
}
