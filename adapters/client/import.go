package client

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"

	"suivi/adapters/desk"
	"suivi/domain/fault"
)

// importTime is how long an import may take: a server that holds a million
// recommendations works on it for minutes.
const importTime = time.Hour

// Import has the server do an import. A dry run is asked again where its answer
// was lost; a recording is not, since its plan would be another by then: the
// fault is desk.RefusedAnswerLost, and whoever gave it gives the whole import
// again.
func (c *Client) Import(ctx context.Context, in desk.Import) (done desk.Imported, err error) {
	body, err := json.Marshal(in)
	if err != nil {
		return done, err
	}
	if len(body) > desk.MaxImport {
		return done, fault.New(fault.Invalid, desk.RefusedImportTooBig, "limite", strconv.Itoa(desk.MaxImport>>20))
	}
	exchange := c.do
	if !in.DryRun {
		exchange = c.once
	}
	a, err := exchange(ctx, request{method: http.MethodPost, address: desk.ImportPath, header: http.Header{"Content-Type": {"application/json"}}, body: body, limit: importTime})
	if lost, is := errors.AsType[*lostError](err); is && !in.DryRun {
		err = fault.New(fault.Unavailable, desk.RefusedAnswerLost).Because(lost.error)
	}
	if err != nil {
		return done, err
	}
	return done, c.read(a, &done)
}
