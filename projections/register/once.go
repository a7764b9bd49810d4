package register

// Once gives what work makes of session s as it was closed, under a name: once
// for all, since nothing recorded later changes it. It must hold no view. Of a
// session that is not closed work is done anew, in the view itself.
func (v *View) Once(s SessionIndex, name string, work func(*View) any) any {
	key := closedAs{s, v.Session(s).ClosedSeq, name}
	if known, done := v.r.closed.Load(key); done {
		return known
	}
	frozen, closed := v.AsClosed(s)
	if !closed {
		return work(v)
	}
	worked := work(frozen)
	v.r.closed.Store(key, worked)
	return worked
}

// closedAs is something that was worked out of a session as it was closed.
type closedAs struct {
	session SessionIndex
	seq     uint64
	name    string
}
