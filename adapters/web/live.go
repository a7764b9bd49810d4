package web

import (
	"context"
	"net/http"

	"suivi/domain/access"
)

// livePath is where an open page hears of what is recorded.
const livePath = "/direct"

// liveHeader is sent by the script that renews an open page: what was just
// recorded is then still to be said to its reader.
const liveHeader = "Suivi-Direct"

func (s *Site) serveLive(w http.ResponseWriter, r *http.Request) {
	v := &visit{Site: s, w: w, r: r}
	may := func(context.Context) error {
		b, err := v.bearer(v.signedIn())
		if err == nil {
			err = b.May(access.Action{Needs: access.Read, Name: livePath})
		}
		return err
	}
	if s.Live == nil || may(r.Context()) != nil {
		http.Error(w, "", http.StatusForbidden)
		return
	}
	s.Live(w, r, may)
}
