package wording

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"suivi/domain"
)

// organizationID gives the identity of the nth structure of a test.
func organizationID(n int) (id domain.OrganizationID) {
	id.ULID[14], id.ULID[15] = byte((n+1)>>8), byte(n+1)
	return id
}

// tree builds a directory from lines "ACRONYM | Name", indented by a tab under
// their parent.
func tree(outline string) *Directory {
	var list []Organization
	var above []domain.OrganizationID
	for line := range strings.SplitSeq(strings.Trim(outline, "\n"), "\n") {
		depth := len(line) - len(strings.TrimLeft(line, "\t"))
		acronym, name, _ := strings.Cut(strings.TrimSpace(line), " | ")
		o := Organization{ID: organizationID(len(list)), Name: name}
		if acronym != "-" {
			o.Acronyms = []string{acronym}
		}
		if depth > 0 {
			o.Parent = above[depth-1]
		}
		above = append(above[:depth], o.ID)
		list = append(list, o)
	}
	return NewDirectory(list)
}

// mali is the part of a State that the comité de coordination deals with.
var mali = tree(`
MAECI | Ministère des Affaires Etrangères et de la Coopération Internationale
	DRH | Direction des Ressources Humaines
	DCM | Direction de la Coopération Multilatérale
	DFM | Direction des Finances et du Matériel
MMEIA | Ministère des Maliens établis à l'Extérieur et de l'Intégration Africaine
	DFM | Direction des Finances et du Matériel
CPS/SCI | Cellule de Planification et de Statistique du Secteur Coopération et Intégration
MEF | Ministère de l'Economie et des Finances
	DNPD | Direction Nationale de la Planification du Développement
	DGB | Direction Générale du Budget
	CT/CSLP | Cellule Technique du Cadre Stratégique de Lutte contre la Pauvreté
	SHA | Secrétariat à l'Harmonisation de l'Aide
INSTAT | Institut National de la Statistique
	INSTAT/DSDS | Département des Statistiques Démographiques et Sociales
	INSTAT/CCCTI/ST-CCSI | Cellule de Coordination et de Coopération Technique et Institutionnelle
- | Conseil Régional de Ségou
`)

// senegal is a government named in full.
var senegal = tree(`
PM | Premier Ministre
MFB | Ministère des Finances et du Budget
MASAE | Ministère de l'Agriculture, de la Souveraineté alimentaire et de l'Elevage
MIAAE | Ministère de l'Intégration africaine et des Affaires étrangères
MISP | Ministère de l'Intérieur et de la Sécurité publique
MUCTAT | Ministère de l'Urbanisme, des Collectivités territoriales et de l'Aménagement des territoires
MITTA | Ministère des Infrastructures, des Transports terrestres et aériens
MHA | Ministère de l'Hydraulique et de l'Assainissement
MEN | Ministère de l'Education nationale
MESRI | Ministère de l'Enseignement supérieur, de la Recherche et de l'Innovation
MFP | Ministère de la Formation professionnelle
SGG | Secrétariat général du Gouvernement
`)

func TestOwnersSure(t *testing.T) {
	for _, c := range []struct {
		d             *Directory
		written, want string
	}{
		{mali, "MAECI et MMEIA", "MAECI + MMEIA"},
		{mali, "MAECI, MMEIA & MEF", "MAECI + MMEIA + MEF"},
		{mali, "MAECI ; MMEIA\nMEF", "MAECI + MMEIA + MEF"},
		{mali, "- MAECI\n- MMEIA", "MAECI + MMEIA"},
		{mali, "maeci", "MAECI"},
		{mali, "M.E.F.", "MEF"},
		{mali, "MAECI /DCM", "MAECI > DCM"},
		{mali, "DRH/MAECI", "MAECI > DRH"},
		{mali, "DRH/MAEC I", "MAECI > DRH"},
		{mali, "DRH / MAECI", "MAECI > DRH"},
		{mali, "DRH du MAECI", "MAECI > DRH"},
		{mali, "Direction des Ressources Humaines du MAECI", "MAECI > DRH"},
		{mali, "DFM/MMEIA", "MMEIA > DFM"},
		{mali, "DRH", "MAECI > DRH"},
		{mali, "MEF (DNPD et DGB)", "MEF > DNPD + MEF > DGB"},
		{mali, "MEF (SHA, DGB)", "MEF > SHA + MEF > DGB"},
		{mali, "MMEIA (DFM)", "MMEIA > DFM"},
		{mali, "DNPD (MEF)", "MEF > DNPD"},
		{mali, "DFM (MAECI et MMEIA)", "MAECI > DFM + MMEIA > DFM"},
		{mali, "Ministère de l'Economie et des Finances (MEF)", "MEF"},
		{mali, "Conseil Régional de Ségou (CRS)", "Conseil Régional de Ségou"},
		{mali, "MMEIA CPS/SCI", "MMEIA + CPS/SCI"},
		{mali, "CPS/SCI", "CPS/SCI"},
		{mali, "CPS / SCI", "CPS/SCI"},
		{mali, "la CPS-SCI", "CPS/SCI"},
		{mali, "CT-CSLP", "MEF > CT/CSLP"},
		{mali, "INSTAT/DSDS", "INSTAT > INSTAT/DSDS"},
		{mali, "INSTAT/CCCTI/ST-CCSI et INSTAT", "INSTAT > INSTAT/CCCTI/ST-CCSI + INSTAT"},
		{mali, "Ministre de l’Économie et des\nFinances", "MEF"},
		{mali, "le Ministère des Maliens établis à l’Extérieur et de l’Intégration Africaine", "MMEIA"},
		{mali, "Monsieur le Directeur Général du Budget", "MEF > DGB"},
		{mali, "Conseil Régional de Ségou", "Conseil Régional de Ségou"},
		{mali, "MEF (chef de file), MAECI (associée)", "MEF (chef de file) + MAECI (associée)"},
		{mali, "Chef de file : MEF ; MAECI", "MEF (chef de file) + MAECI"},
		{mali, "MEF, MEF", "MEF"},
		{mali, "DRH/MAECI; MMEIA", "MAECI > DRH + MMEIA"},
		{mali, "MMEIA et DRH/MAECI", "MMEIA + MAECI > DRH"},
		{mali, "DRH/MAECI et DGB", "MAECI > DRH + MEF > DGB"},

		{senegal, "Le Premier ministre engage le ministre des Finances et du Budget:", "MFB"},
		{senegal, "Le Premier Ministre engage le Ministre des Finances du Budget", "MFB"},
		{senegal, "Le Premier ministre engage le Ministre chargé de l'Agriculture:", "MASAE"},
		{senegal, "Le Premier Ministre invite le Ministre chargé de l’Urbanisme et des Collectivités territoriales", "MUCTAT"},
		{senegal, "Le Premier Ministre engage le Ministre chargé de l'Urbanisme, des Collectivités territoriales et de l'Aménagement du Territoire", "MUCTAT"},
		{senegal, "J'engage le Ministre, Secrétaire général du Gouvernement et le Ministre de l'Education nationale", "SGG + MEN"},
		{senegal, "Le Premier ministre engage le Ministre, Secrétaire général du Gouvernement à assurer", "SGG"},
		{senegal, "J'engage le Ministre de la Formation professionnelle d'examiner", "MFP"},
		{senegal, "J'engage les Ministres chargés de l'Education nationale, de l'Enseignement supérieur et de la Formation professionnelle", "MEN + MESRI + MFP"},
		{senegal, "J'invite les Ministres en charge de l'Hydraulique et de l'assainissement", "MHA"},
		{senegal, "Le Premier Ministre invite le Ministre des Finances et du Budget, en relation avec le Ministre de l'Intérieur et de la Sécurité publique et le Ministre de l'Urbanisme, des Collectivités territoriales et de l'Aménagement des territoires à :",
			"MFB (chef de file) + MISP (associée) + MUCTAT (associée)"},
		{senegal, "Le Premier Ministre", "PM"},

		{mali, "", ""}, {mali, " ", ""}, {mali, "-", ""}, {mali, "--", ""}, {mali, "NONE", ""}, {mali, "néant", ""},
	} {
		got := c.d.Owners(c.written)
		if !got.Sure || c.d.Format(got.Owners) != c.want {
			t.Errorf("%q: %s, want %s", c.written, told(c.d, got), c.want)
		}
	}
}

// told shows a whole reading.
func told(d *Directory, r OwnersReading) string {
	s := fmt.Sprintf("sure=%t %s", r.Sure, d.Format(r.Owners))
	for _, c := range r.Choices {
		s += fmt.Sprintf(" | %s %q", d.Format(c.Owners), c.Missing)
	}
	for _, u := range r.Unknown {
		s += fmt.Sprintf(" ? %q near", u.Text)
		for _, id := range u.Near {
			s += " " + d.path(id)
		}
	}
	return s
}

func TestOwnersAsked(t *testing.T) {
	for _, c := range []struct {
		d             *Directory
		written, want string
	}{
		{mali, "DRH/MAECI et MMEIA", `sure=false  | MAECI > DRH + MMEIA [] | MAECI > DRH ["DRH/MMEIA"]`},
		{mali, "DRH/MAEC I et MMEIA", `sure=false  | MAECI > DRH + MMEIA [] | MAECI > DRH ["DRH/MMEIA"]`},
		{mali, "DFM/MAECI et MMEIA", `sure=false  | MAECI > DFM + MMEIA [] | MAECI > DFM + MMEIA > DFM []`},
		{mali, "DFM du MAECI et du MMEIA", `sure=false  | MAECI > DFM + MMEIA > DFM [] | MAECI > DFM + MMEIA []`},
		{mali, "DRH/MAECI et MMEIA CPS/SCI", `sure=false  | MAECI > DRH + MMEIA + CPS/SCI [] | MAECI > DRH + CPS/SCI ["DRH/MMEIA"] | MAECI > DRH ["DRH/MMEIA" "DRH/CPS/SCI"]`},
		{mali, "DFM", `sure=false  | MAECI > DFM [] | MMEIA > DFM []`},
		{mali, "MMEIA/DFM et DFM", `sure=false  | MMEIA > DFM [] | MMEIA > DFM + MAECI > DFM []`},
		{mali, "MAECI DCM", `sure=false  | MAECI > DCM [] | MAECI + MAECI > DCM []`},
		{mali, "MAECI/MMEIA", `sure=false  | MAECI + MMEIA []`},
		{mali, "DRH/MMEIA", `sure=false  |  ["DRH/MMEIA"] | MAECI > DRH + MMEIA []`},
		{mali, "MAECI (DGB)", `sure=false  | MEF > DGB [] | MAECI + MEF > DGB []`},
		{mali, "MMEEIA", `sure=false  ? "MMEEIA" near MMEIA`},
		{mali, "CPS/SCI-Cabinet MMEIA", `sure=false  ? "CPS/SCI-Cabinet MMEIA" near CPS/SCI MMEIA`},
		{mali, "MAECI et ABCD", `sure=false  | MAECI [] ? "ABCD" near`},
		{mali, "MAECI (DXX)", `sure=false  | MAECI [] ? "DXX" near`},
		{mali, "DXX/MAECI", `sure=false  ? "DXX/MAECI" near MAECI`},
		{mali, "Direction Générale du Budget et du Patrimoine", `sure=false  | MEF > DGB [] ? "du Patrimoine" near`},
		{mali, "MAECI et dcm", `sure=false  | MAECI [] ? "dcm" near MAECI > DCM MAECI > DFM MMEIA > DFM`},
		{mali, "la de", `sure=false  ? "la de" near`},
		{senegal, "Ministre de l'Agriculture", `sure=false  | MASAE []`},
		{senegal, "Le Premier Ministre engage le Ministre chargé du Transport aérien", `sure=false  ? "le Ministre chargé du Transport aérien" near MITTA`},
		{senegal, "Le Premier Ministre engage le Ministre chargé des transports", `sure=false  | MITTA []`},
		{senegal, "Le Premier Ministre invite vivement les concitoyens disposant d'un visa", `sure=false  ? "les concitoyens disposant d'un visa" near`},
		{senegal, "Le Ministre, Secrétaire général du Gouvernement et les autres Ministres concernés", `sure=false  | SGG [] ? "les autres Ministres concernés" near`},
		{senegal, "Premier Ministre charge", `sure=false  ? "Premier Ministre charge" near PM`},
	} {
		if got := told(c.d, c.d.Owners(c.written)); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.written, got, c.want)
		}
	}
}

func TestOwnersSuggestsWhatIsNear(t *testing.T) {
	for written, want := range map[string]string{
		"MEAF":                                 "MEF",
		"Direction Générale du Buget":          "MEF > DGB",
		"Institut Nationnal de la Statistique": "INSTAT",
		"Cellule de Planification et Statistique Coopération et Intégration": "CPS/SCI",
	} {
		got := mali.Owners(written)
		found := slices.ContainsFunc(got.Unknown, func(u UnknownOwner) bool {
			return slices.ContainsFunc(u.Near, func(id domain.OrganizationID) bool { return mali.path(id) == want })
		})
		if got.Sure || !found {
			t.Errorf("%q: %s, want %s suggested", written, told(mali, got), want)
		}
	}
}

func TestFormatAndParse(t *testing.T) {
	awkward := tree(`
A+B | Plus
	A>B | Greater
	Say "x" (chef de file) | Quotes
	#1 | Sharp
TWIN | Same
TWIN | Same
- | Sans sigle
`)
	for _, d := range []*Directory{mali, senegal, awkward} {
		var all []domain.Owner
		for i, o := range d.organizations {
			role := []domain.Role{domain.RoleUnspecified, domain.RoleLead, domain.RoleAssociated}[i%3]
			all = append(all, domain.Owner{Organization: o.ID, Role: role})
		}
		all = append(all, domain.Owner{Organization: organizationID(9999)})
		written := d.Format(all)
		back, err := d.Parse(written)
		if err != nil || !slices.Equal(back, all) {
			t.Errorf("%s came back as %s, %v", written, d.Format(back), err)
		}
	}
	if got, err := mali.Parse("  maeci>drh+ Ministère de l'economie et des finances ( Chef de File )"); err != nil || mali.Format(got) != "MAECI > DRH + MEF (chef de file)" {
		t.Errorf("as people type it: %s, %v", mali.Format(got), err)
	}
	// One sigle for two: each is written by the name that tells it.
	both := NewDirectory([]Organization{{ID: organizationID(1), Name: "Finances", Acronyms: []string{"MEF"}}, {ID: organizationID(2), Name: "Étrangères", Acronyms: []string{"MEF", "MAECI"}}})
	if written := both.Format([]domain.Owner{{Organization: organizationID(1)}, {Organization: organizationID(2)}}); written != "Finances + MAECI" {
		t.Errorf("written %s", written)
	}
	for written, code := range map[string]Code{
		"MAECI > XYZ": UnknownStructure, "DRH": UnknownStructure, "MAECI +": UnknownStructure, "#12": Unreadable, "MAECI (pilote)": UnknownStructure,
	} {
		if _, err := mali.Parse(written); codeOf(err) != code {
			t.Errorf("%q: %v, want %s", written, err, code)
		}
	}
	if _, err := awkward.Parse("TWIN"); codeOf(err) != SeveralFit {
		t.Errorf("two of a name: %v", err)
	}
}
