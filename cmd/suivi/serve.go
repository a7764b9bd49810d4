package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"suivi/adapters/auth"
	"suivi/adapters/httpapi"
	"suivi/adapters/importer"
	"suivi/adapters/importer/csv"
	"suivi/adapters/metrics"
	"suivi/adapters/web"
	"suivi/domain/fault"
	"suivi/projections/register"
	"suivi/projections/runner"
)

func (a *app) serveCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "serve", Args: cobra.NoArgs, GroupID: groupKeeping,
		Short:   a.t("sert le registre aux programmes, par HTTP, jusqu'à ce qu'on l'arrête", "serves the ledger to programs, over HTTP, until it is stopped"),
		Long:    a.t("La documentation de l'API est servie à l'adresse /aide. Chacun se présente avec un jeton : « suivi help token ».\nCtrl-C, ou SIGTERM, arrête le serveur une fois achevé ce qui est accepté.", "The API's documentation is served at /aide. Everybody shows a token: \"suivi help token\".\nCtrl-C, or SIGTERM, stops the server once what was accepted is done."),
		Example: "  suivi serve --data /var/lib/suivi --listen 127.0.0.1:8080\n  suivi serve --open-read",
		RunE:    func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), nil) },
	}
	a.bind(c.Flags(), "listen", "metrics", "open-read", "log-format", "log-level", "stop-timeout")
	return c
}

// serve serves the ledger of the data folder until ctx ends. ready is told the
// address once requests are answered.
func (a *app) serve(ctx context.Context, ready func(url string)) error {
	if err := a.onStore(); err != nil {
		return err
	}
	a.serving = true
	if api, metrics, err := a.listenToBoth(ctx); err != nil {
		return err
	} else if err := errors.Join(api.Close(), metrics.Close()); err != nil {
		return err
	}
	s, err := a.newService(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil // asked to stop while it was reading
		}
		return err
	}
	defer s.house.close()
	if s.fresh {
		s.log.Warn("new ledger", "registre", s.where)
	}
	api, metrics, err := a.listenToBoth(ctx)
	if err != nil {
		return err
	}
	defer api.Close()
	defer metrics.Close()
	url, mark := "http://"+reachable(api.Addr()), ""
	switch {
	case s.folder == "": // nobody is kept from a cluster
	case s.readOnly:
		s.log.Warn("the folder cannot be written: it is only read", "dossier", s.folder)
	default:
		if mark, err = a.announce(url); err != nil {
			return err
		}
		defer os.Remove(a.announcement())
	}
	if ready != nil {
		ready(url)
	} else {
		a.say(a.t("Suivi répond à ", "Suivi answers at ") + url + a.t(" ; l'aide est à ", "; the help is at ") + url + "/aide")
	}
	return s.run(ctx, api, metrics, mark)
}

// listenToBoth takes the addresses of the API and of the metrics. It is done
// twice: before the ledger is read, so that one which is taken is told at once,
// and after, so that nobody waits at a server that is still reading.
func (a *app) listenToBoth(ctx context.Context) (api, metrics net.Listener, err error) {
	if api, err = a.listenTo(ctx); err != nil {
		return nil, nil, err
	}
	if metrics, err = a.listenToMetrics(ctx); err != nil {
		api.Close()
		return nil, nil, err
	}
	return api, metrics, nil
}

// noListener is where nobody asks.
type noListener struct{ net.Listener }

// Close implements net.Listener.
func (noListener) Close() error { return nil }

// reachable is where this machine reaches a listener: one that listens
// everywhere at its own loopback.
func reachable(at net.Addr) string {
	if tcp, is := at.(*net.TCPAddr); is && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("localhost", strconv.Itoa(tcp.Port))
	}
	return at.String()
}

// listenTo takes the address of the API. Who may read without a token must sit
// at this machine.
func (a *app) listenTo(ctx context.Context) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", a.listen)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "serveur.adresse_prise", "lu", a.listen).At("--listen").Because(err)
	}
	if at, is := l.Addr().(*net.TCPAddr); a.openRead && (!is || !at.IP.IsLoopback()) {
		l.Close()
		return nil, fault.New(fault.Invalid, "serveur.lecture_ouverte_ailleurs", "lu", a.listen).At("--open-read")
	}
	return l, nil
}

// service is a house that answers requests.
type service struct {
	*house
	app       *app
	log       *slog.Logger
	metrics   *metrics.Metrics
	authority *auth.Authority
	flux      *httpapi.Flux
	api       *httpapi.Server
	site      *web.Site
	presence  *presence
	readOnly  bool // the folder took no writes when it was opened
}

// newService opens the data folder, a new one where there is none, and makes
// all that serves it.
func (a *app) newService(ctx context.Context) (*service, error) {
	s := &service{app: a, log: a.logger()}
	var flux *httpapi.Flux
	s.metrics = metrics.New(metrics.Sources{
		Runner: func() *runner.Runner { return s.runner }, Readers: func() int { return flux.Readers() }, Now: a.Now,
		Reachable: func() bool { return s.presence.check() == nil },
		Version:   thisBuild().Version, Revision: thisBuild().Revision,
	})
	h, readOnly, err := a.openToServe(ctx, s.metrics.Log)
	if err != nil {
		return nil, err
	}
	s.house, s.readOnly, s.presence = h, readOnly, &presence{log: h.log}
	flux = httpapi.NewFlux(h.log, h.runner.Seen)
	s.flux = flux
	h.runner.Watch(flux.Applied)
	s.authority = auth.New(s.tokens, a.Now)
	if !readOnly {
		s.authority.Failed = func(err error) { s.log.Warn("last use of a token not noted", "erreur", err) }
	}
	h.desk.Observe = func(command string, events int, err error) { s.metrics.Command(command, metrics.Result(events, err)) }
	imports := observed(a.intake(h).Import, h.desk.Observe)
	s.api = httpapi.New(httpapi.Options{
		Desk: h.desk, Flux: flux, Bearer: s.authority.Bearer, OpenRead: a.openRead, Log: s.log, Release: thisBuild().Version + thisBuild().Revision,
		Observe: httpapi.Observer{
			Request: s.metrics.Request, InFlight: s.metrics.InFlight, Query: s.metrics.Query,
		},
		Import: imports, LostSince: s.presence.lostSince,
		Ready: []httpapi.Check{{Name: "projections", Fail: s.caughtUp}, {Name: "registre", Fail: s.writable}, {Name: "jetons", Fail: s.authority.Ready}},
	})
	s.site = web.New(web.Options{
		Desk: h.desk, Bearer: s.authority.Bearer, OpenRead: a.openRead, Import: imports, Text: csv.Text, Formats: importer.ToldFormats(), LostSince: s.presence.lostSince, Observe: s.metrics.Request, Log: s.log,
		Live: func(w http.ResponseWriter, r *http.Request, still func(context.Context) error) {
			if after, err := httpapi.ParseAfter(r, h.runner.Seen()); err == nil {
				flux.Serve(w, r, after, still)
			}
		},
	})
	return s, nil
}

// ServeHTTP implements http.Handler: programs and people ask at the same
// address.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, path := range []string{httpapi.Prefix, "/aide", "/healthz", "/readyz"} {
		if r.URL.Path == path || strings.HasPrefix(r.URL.Path, path+"/") {
			s.api.ServeHTTP(w, r)
			return
		}
	}
	s.site.ServeHTTP(w, r)
}

// run answers until ctx ends, then finishes what was accepted.
func (s *service) run(ctx context.Context, api, metrics net.Listener, mark string) error {
	a := s.app
	following, stop := context.WithCancel(context.WithoutCancel(ctx))
	followed := make(chan struct{})
	defer func() { stop(); <-followed }()
	go func() {
		defer close(followed)
		if err := s.runner.Follow(following); err != nil && following.Err() == nil {
			s.log.Error("the projections have stopped", "erreur", err)
		}
	}()
	go s.presence.watch(following, a.Now)
	go s.warm()
	defer s.serveMetrics(metrics).Close()
	server := httpapi.Listen(bearing(mark, s), s.log)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(api) }()
	s.log.Info("serving", "adresse", api.Addr().String(), "registre", s.where, "version", thisBuild().Version)
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.log.Info("stopping")
	s.flux.Close()
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.stopTimeout)
	defer cancel()
	if err := server.Shutdown(limit); err != nil {
		s.log.Warn("requests were cut off", "erreur", err)
		_ = server.Close()
	}
	s.authority.Close()
	s.log.Info("stopped")
	return nil
}

// warm makes what the first search would have to wait for.
func (s *service) warm() {
	_ = s.runner.Register().Query(context.Background(), register.Moment{}, func(v *register.View) error {
		f := register.AnyFilter()
		f.Words = "a"
		_, _, err := v.List(f, register.Page{Limit: 1})
		return err
	})
}

// listenToMetrics takes the address of the metrics, noListener where there is
// none.
func (a *app) listenToMetrics(ctx context.Context) (net.Listener, error) {
	if a.metrics == "" {
		return noListener{}, nil
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", a.metrics)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "serveur.adresse_prise", "lu", a.metrics).At("--metrics").Because(err)
	}
	return l, nil
}

func (s *service) serveMetrics(l net.Listener) io.Closer {
	if l == (noListener{}) {
		return l
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", s.metrics.Handler())
	server := httpapi.Listen(mux, s.log)
	go func() { _ = server.Serve(l) }()
	s.log.Info("metrics", "adresse", l.Addr().String())
	return server
}

// maxLagAge is how old an event may grow before tables that lack it are not
// ready.
const maxLagAge = 5 * time.Second

func (s *service) caughtUp(ctx context.Context) error {
	if err := s.presence.check(); err != nil {
		return err
	}
	if err := s.runner.Failure(); err != nil {
		return fault.New(fault.Unavailable, "serveur.projections_arretees").Because(err)
	}
	ctx, stop := context.WithTimeout(ctx, presencePatience)
	defer stop()
	lag, err := s.runner.Lag(ctx, s.app.Now())
	if err != nil {
		return s.unread(err)
	}
	if lag.Age > maxLagAge {
		return fault.New(fault.Unavailable, "serveur.projections_en_retard")
	}
	return nil
}

// unread says that the log does not answer: a cluster is found again without
// anybody's help.
func (s *service) unread(err error) error {
	if s.folder == "" {
		return fault.New(fault.Unavailable, "serveur.magasin_perdu").Because(err)
	}
	return fault.New(fault.Unavailable, "serveur.registre_illisible").Because(err)
}

// writable tells whether the log is there and, of a data folder, whether it
// takes a file of the size of an event.
func (s *service) writable(context.Context) error {
	if err := s.presence.check(); err != nil || s.folder == "" {
		return err
	}
	if s.readOnly {
		return fault.New(fault.Unavailable, "serveur.lecture_seule")
	}
	f, err := os.CreateTemp(s.folder, ".essai-*")
	if err == nil {
		_, err = f.Write(make([]byte, 4096))
		err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name()))
	}
	if err != nil {
		return fault.New(fault.Unavailable, "serveur.dossier_non_inscriptible").Because(err)
	}
	return nil
}

// logger writes what happens to the standard error: as text to a person, as
// JSON to a program.
func (a *app) logger() *slog.Logger {
	o := &slog.HandlerOptions{Level: a.logLevel}
	if a.logFormat == "text" || a.logFormat == "auto" && isTerminal(a.Stderr) {
		return slog.New(slog.NewTextHandler(a.Stderr, o))
	}
	return slog.New(slog.NewJSONHandler(a.Stderr, o))
}
