package web

import (
	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/glossary"
)

// route is one page: what shows it, and what takes its forms.
type route struct {
	path      string        // a pattern of chi
	menu      glossary.Text // its name in the menu, none: it is not there
	needs     access.Scope
	limit     int64 // of what its forms may send, in bytes; zero: maxForm
	get, post func(*visit) error
}

// routes are all pages but the forms about forums and structures (keptRoutes)
// and the histories (historyRoutes). Their paths are a promise: people send them to one
// another.
var routes = []route{
	{path: "/", menu: glossary.Text{FR: "Accueil", EN: "Home"}, needs: access.Read, get: showHome},
	{path: signInPath, get: showSignIn, post: signIn},
	{path: signOutPath, post: signOut},
	{path: languagePath, post: chooseLanguage},

	// Sessions, in the order of a session's life.
	{path: "/sessions", menu: glossary.Text{FR: "Sessions", EN: "Sessions"}, needs: access.Read, get: showSessions},
	{path: "/sessions/nouvelle", needs: access.Read, get: showPlanning, post: planSession},
	{path: "/sessions/{ref}", needs: access.Read, get: showSession},
	{path: "/sessions/{ref}/preparation", needs: access.Read, get: showPreparation, post: fixList},
	{path: "/sessions/{ref}/report", needs: access.Read, get: showPostponing, post: postponeSession},
	{path: "/sessions/{ref}/annulation", needs: access.Read, get: showCancelling, post: cancelSession},
	{path: "/sessions/{ref}/tenue", needs: access.Read, get: showHolding, post: holdSession},
	{path: "/sessions/{ref}/examen", needs: access.Read, get: showExamination, post: examine},
	{path: "/sessions/{ref}/liste", needs: access.Read, get: showListing, post: listRecommendation},
	{path: "/sessions/{ref}/cloture", needs: access.Read, get: showClosing, post: closeOrDeclare},

	// Recommendations.
	{path: "/recommandations", menu: glossary.Text{FR: "Recommandations", EN: "Recommendations"}, needs: access.Read, get: showRecommendations},
	{path: "/recommandations/{ref}", needs: access.Read, get: showRecommendation, post: recordOnRecommendation},
	{path: "/recherche", needs: access.Read, get: showSearch},
	{path: evidencePath + "/{sha256}", needs: access.Read, get: serveEvidence},

	// Who owes what, and what is carried over.
	{path: "/redevables", menu: glossary.Text{FR: "Qui doit quoi", EN: "Who owes what"}, needs: access.Read, get: showOwing},
	{path: "/redevables/{code}", needs: access.Read, get: showSheet},
	{path: "/reconductions", menu: glossary.Text{FR: "Reconductions", EN: "Carry-overs"}, needs: access.Read, get: showCarryOvers},
	{path: "/graphiques", needs: access.Read, get: showCharts},

	// What is amiss, and what is kept.
	{path: "/audit", menu: glossary.Text{FR: "Audit", EN: "Audit"}, needs: access.Read, get: showAudit},
	{path: "/cadres", menu: glossary.Text{FR: "Cadres", EN: "Forums"}, needs: access.Read, get: showForums},
	{path: "/cadres/{code}", needs: access.Read, get: showForum},
	{path: "/structures", menu: glossary.Text{FR: "Structures", EN: "Organizations"}, needs: access.Read, get: showStructures},
	{path: "/structures/{code}", needs: access.Read, get: showStructure},

	// Import and guide.
	{path: importPath, menu: glossary.Text{FR: "Importer", EN: "Import"}, needs: access.Record, limit: desk.MaxImport, get: showImport, post: takeImport},
	{path: importPath + "/modeles/{genre}.csv", needs: access.Record, get: sendModel},
	{path: "/guide", menu: glossary.Text{FR: "Guide", EN: "Guide"}, needs: access.Read, get: showGuide},
}
