package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"suivi/adapters/desk"
	"suivi/domain/access"
	"suivi/domain/event"
	"suivi/domain/fault"
)

// Examined is the answer to a whole session's examination: each row as it
// would have been answered alone.
type Examined struct {
	Rows     []ExaminedRow  `json:"lignes"`
	Recorded int            `json:"enregistrees"`
	Already  int            `json:"deja_enregistrees"`
	Refused  int            `json:"refusees"`
	Position event.Position `json:"position"` // after the last row that was recorded; the present one where none was
}

// ExaminedRow is the answer to one row.
type ExaminedRow struct {
	Recommendation string        `json:"recommandation"` // as it was sent
	Status         int           `json:"statut"`         // as HTTP has it: 200, 409, 412, 422…
	Receipt        *desk.Receipt `json:"recu,omitzero"`
	Problem        *Problem      `json:"probleme,omitzero"`
}

const examinationPath = "/sessions/{ref}/examen"

type examination struct {
	Ref  string `path:"ref"`
	Key  string `header:"Idempotency-Key"`
	Body desk.Examination
}

// serveExamination puts a whole session's examination under its path.
func (s *Server) serveExamination() {
	op := huma.Operation{
		OperationID: operationID(http.MethodPost, examinationPath), Method: http.MethodPost, Path: Prefix + examinationPath,
		MaxBodyBytes: MaxBody, BodyReadTimeout: s.BodyTime, DefaultStatus: http.StatusOK, RejectUnknownQueryParameters: true,
		Metadata: map[string]any{wrapKey: s.recording(access.Action{Needs: access.Record, Name: desk.Examine{}.Route().Name}), needsKey: access.Record},
	}
	huma.Register(s.api, op, func(ctx context.Context, in *examination) (*recorded[Examined], error) {
		call := callOf(ctx)
		o, err := s.orderOf(call, OrderHeaders{Key: in.Key})
		if err == nil && call.request.Header.Get("If-Match") != "" {
			err = fault.New(fault.Invalid, refusedRowVersions).At("header.If-Match")
		}
		if err != nil {
			return nil, s.problem(call.request, err, "body")
		}
		answers, err := s.Desk.RecordExamination(context.WithoutCancel(ctx), o, in.Ref, in.Body)
		if err != nil {
			return nil, s.problem(call.request, err, "body")
		}
		out := s.examined(call.request, answers)
		if out.Position.IsZero() {
			out.Position = s.Desk.Runner.Seen()
		}
		return &recorded[Examined]{Position: out.Position.String(), Body: out}, nil
	})
}

func (s *Server) examined(r *http.Request, answers []desk.RowAnswer) Examined {
	out := Examined{Rows: []ExaminedRow{}}
	for _, a := range answers {
		row := ExaminedRow{Recommendation: a.Recommendation, Status: http.StatusOK}
		switch {
		case a.Refused != nil:
			row.Problem = s.problem(r, a.Refused, "body")
			row.Status = row.Problem.Status
			out.Refused++
		case a.Receipt.Already:
			row.Receipt = &a.Receipt
			out.Already++
		default:
			row.Receipt = &a.Receipt
			out.Recorded++
		}
		if a.Receipt.Position.Compare(out.Position) > 0 {
			out.Position = a.Receipt.Position
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
