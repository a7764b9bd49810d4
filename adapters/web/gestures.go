package web

import (
	"slices"

	"suivi/adapters/desk"
	"suivi/domain/event"
	"suivi/domain/fault"
	"suivi/domain/glossary"
	"suivi/domain/recommendation"
)

// gesture is one thing that a person may record about a recommendation from
// its page: the form that asks, and the command that it comes to.
type gesture struct {
	name    string
	title   glossary.Text
	hint    glossary.Text
	files   bool
	of      []recommendation.Standing // in which it is offered
	fields  func(f form, p *recommendationPage) []field
	command func(v *visit) (desk.Command, error)
}

// formOf is the form of a gesture on a page.
type formOf struct {
	form
	Title, Hint string
	Version     *event.Version // of the record that the page shows
	Files       bool
	Fields      []field
	Hiddens     []struct{ Name, Value string }
}

// Where gestures make sense. The ledger's rules decide; these spare people a
// refusal.
var (
	anywhere = []recommendation.Standing{recommendation.Proposed, recommendation.Open, recommendation.Done, recommendation.ClosedOff, recommendation.Discarded}
	followed = []recommendation.Standing{recommendation.Proposed, recommendation.Open, recommendation.Done}
	binding  = []recommendation.Standing{recommendation.Open, recommendation.Done}
)

// gestures are all of them, in the order in which the page shows them.
var gestures = []gesture{
	{
		name: "constat", title: glossary.Text{FR: "Retenir un état entre deux sessions", EN: "Record a finding between two sessions"},
		hint: glossary.Text{FR: "Ce que le secrétariat constate. Ce qu'une session retient s'enregistre sur la page de son examen.", EN: "What the secretariat finds. What a session finds is recorded on the page of its examination."},
		of:   slices.DeleteFunc(slices.Clone(anywhere), func(s recommendation.Standing) bool { return s == recommendation.Proposed }),
		fields: func(f form, p *recommendationPage) []field {
			all := []field{
				f.Field("etat", "État", "State").Must().From(f.stored("en_cours", "executee", "non_realisee")),
				f.Field("constat", "Constat", "Finding").As("area"),
				f.Field("observation", "Observation", "Observation").As("area"),
				f.Field("constate_le", "Constaté le", "Seen on").Hint("Le jour de ce qui est décrit, s'il est connu : 12/03/2024, mars 2024…", "The day of what is described, where it is known: 12/03/2024, March 2024…"),
			}
			if p.ended || f.errorAt("motif_de_remise_en_suivi") != "" {
				all = append(all, f.Field("motif_de_remise_en_suivi", "Motif de remise en suivi", "Reason for taking it up again").Hint("Elle est terminée : dites pourquoi elle est remise en suivi.", "It has ended: say why it is taken up again."))
			}
			return append(all, f.sourceAndEffect()...)
		},
		command: func(v *visit) (desk.Command, error) {
			return desk.Examine{Effective: effective(v.form), State: v.form.Get("etat"), Words: v.form.Get("constat"), Observation: v.form.Get("observation"), SeenOn: v.form.Get("constate_le"),
				Reopening: v.form.Get("motif_de_remise_en_suivi"), Source: sourceOf(v.form)}, nil
		},
	},
	{
		name: "situation", title: glossary.Text{FR: "Enregistrer ce qu'une structure déclare", EN: "Record what an organization declares"}, files: true, of: binding,
		fields: func(f form, p *recommendationPage) []field {
			owner := f.Field("structure", "Structure", "Organization").Must()
			if len(p.Item.Owners) > 0 {
				var owners []choice
				for _, o := range p.Item.Owners {
					owners = append(owners, choice{Value: o.Code, Label: o.Path})
				}
				owner = owner.From(owners)
			}
			all := []field{owner,
				f.Field("etat", "État déclaré", "Declared state").Must().From(f.stored("en_cours", "executee", "non_realisee")),
				f.Field("mots", "Ses mots", "Its words").As("area"),
			}
			return append(append(all, f.sourceAndEffect()...), f.file(p))
		},
		command: func(v *visit) (desk.Command, error) {
			pieces, err := v.keepFiles()
			return desk.Declare{Effective: effective(v.form), Organization: v.form.Get("structure"), State: v.form.Get("etat"), Words: v.form.Get("mots"), Evidence: pieces, Source: sourceOf(v.form)}, err
		},
	},
	{
		name: "piece", title: glossary.Text{FR: "Joindre une pièce", EN: "Attach evidence"}, files: true, of: anywhere,
		fields: func(f form, p *recommendationPage) []field {
			return []field{f.Field("mots", "Ce qu'elle montre", "What it shows").As("area"), f.effect(), f.file(p)}
		},
		command: func(v *visit) (desk.Command, error) {
			pieces, err := v.keepFiles()
			if err == nil && len(pieces) == 0 {
				err = fault.New(fault.Invalid, refusedNoFile).At(fileField)
			}
			if err != nil {
				return nil, err
			}
			return desk.Attach{Effective: effective(v.form), Evidence: pieces[len(pieces)-1], Words: v.form.Get("mots")}, nil
		},
	},
	{
		name: "echeance", title: glossary.Text{FR: "Fixer l'échéance", EN: "Set the due date"}, of: followed,
		fields: func(f form, p *recommendationPage) []field {
			due := f.Field("echeance", "Échéance", "Due").Must().Hint("Dans les mots du rapport : « première quinzaine de décembre », « 30 juin 2024 »…", "In the words of the report: \"première quinzaine de décembre\", \"30 juin 2024\"…")
			return append([]field{due, f.reason()}, f.sourceAndEffect()...)
		},
		command: func(v *visit) (desk.Command, error) {
			return desk.SetDueDate{Effective: effective(v.form), Due: v.form.Get("echeance"), Reason: v.form.Get("motif"), Source: sourceOf(v.form)}, nil
		},
	},
	{
		name: "responsables", title: glossary.Text{FR: "Réaffecter", EN: "Reassign"}, of: followed,
		hint: glossary.Text{FR: "Toutes les structures qui en répondent désormais, et non les seules nouvelles.", EN: "All the organizations that owe it from now on, and not the new ones alone."},
		fields: func(f form, p *recommendationPage) []field {
			owners := f.Field("responsables", "Structures responsables", "Owners").Otherwise(p.owners).Hint("Codes, sigles ou chemins, joints par « + », le rôle entre parenthèses : « MAECI > DRH (chef de file) + MMEIA (associée) ».", "Codes, acronyms or paths, joined by \"+\", the role in brackets: \"MAECI > DRH (chef de file) + MMEIA (associée)\".")
			return append([]field{owners, f.Field("aucun", "Aucune structure", "No organization").As("tick"), f.reason()}, f.sourceAndEffect()...)
		},
		command: func(v *visit) (desk.Command, error) {
			c := desk.Reassign{Effective: effective(v.form), None: v.form.Get("aucun") != "", Reason: v.form.Get("motif"), Source: sourceOf(v.form)}
			if owners := v.form.Get("responsables"); owners != "" {
				c.Owners = []string{owners}
			}
			return c, nil
		},
	},
	{
		name: "classement", title: glossary.Text{FR: "Classer", EN: "Class"}, of: []recommendation.Standing{recommendation.Open},
		hint: glossary.Text{FR: "Décider de ne pas la poursuivre : son état demeure, et elle n'est plus ouverte.", EN: "Decide not to pursue it: its state stays, and it is no longer open."},
		fields: func(f form, _ *recommendationPage) []field {
			all := []field{
				f.Field("motif", "Motif", "Reason").Must().From(wordChoices(f.head, f.T("Choisir…", "Choose…"), motives...)),
				f.Field("session", "Session", "Session").Hint("La référence de la session qui l'a décidé ; vide, si c'est entre deux sessions.", "The reference of the session that decided it; empty, where that was between two sessions."),
				f.Field("constat", "Constat", "Finding").As("area"), f.Field("observation", "Observation", "Observation").As("area"),
			}
			return append(all, f.sourceAndEffect()...)
		},
		command: func(v *visit) (desk.Command, error) {
			return desk.Class{Effective: effective(v.form), Motive: v.form.Get("motif"), Session: v.form.Get("session"), Words: v.form.Get("constat"), Observation: v.form.Get("observation"), Source: sourceOf(v.form)}, v.motiveChosen("motif")
		},
	},
	{
		name: "lien", title: glossary.Text{FR: "Lier", EN: "Link"}, of: anywhere,
		fields: func(f form, _ *recommendationPage) []field {
			all := []field{
				f.Field("lien", "C'est une recommandation", "It is a recommendation").Must().From(f.stored("reprise_de", "issue_de", "repondue_par")),
				f.Field("recommandation", "Recommandation", "Recommendation").Hint("Une référence, si l'autre texte est dans ce registre.", "A reference, where the other text is in this ledger."),
				f.Field("mots", "Sinon, ses mots", "Else, its words"),
			}
			return append(all, f.sourceAndEffect()...)
		},
		command: func(v *visit) (desk.Command, error) {
			return desk.Link{Effective: effective(v.form), Kind: v.form.Get("lien"), To: v.form.Get("recommandation"), Words: v.form.Get("mots"), Source: sourceOf(v.form)}, nil
		},
	},
	{
		name: absorption, title: glossary.Text{FR: "Absorber dans une autre", EN: "Absorb into another"}, of: anywhere,
		hint: glossary.Text{FR: "Deux enregistrements n'en font qu'un : toutes les références de celui-ci deviennent celles de l'autre.", EN: "Two records are one: all the references of this one become the other's."},
		fields: func(f form, _ *recommendationPage) []field {
			all := []field{
				f.Field("survivante", "Recommandation qui demeure", "Recommendation that remains").Must().Hint("Sa référence.", "Its reference."),
				f.Field("genre", "Genre", "Kind").Must().Hint("Doublon : une seule depuis le début. Fusion : à partir du jour donné.", "Duplicate: one from the start. Merger: from the day given.").From(f.stored("doublon", "fusion")),
				f.Field("session", "Session", "Session").Hint("La référence de la session qui les a réunies, s'il y en a une.", "The reference of the session that merged them, where there is one."),
				f.reason(),
			}
			return append(all, f.sourceAndEffect()...)
		},
		command: func(v *visit) (desk.Command, error) {
			return desk.Absorb{Effective: effective(v.form), Survivor: v.form.Get("survivante"), Kind: v.form.Get("genre"), Session: v.form.Get("session"), Reason: v.form.Get("motif"), Source: sourceOf(v.form)}, nil
		},
	},
}
