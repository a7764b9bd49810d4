package register

// Occupy keeps all others from working a view of the past out as a whole, until
// what it gives is called.
func (r *Register) Occupy() (free func()) {
	r.building <- struct{}{}
	return func() { <-r.building }
}

// Kept is how many views of the past are kept, and what they weigh together.
func (r *Register) Kept() (n, weight int) {
	r.pasts.mu.Lock()
	defer r.pasts.mu.Unlock()
	for _, p := range r.pasts.kept {
		weight += p.weight
	}
	return len(r.pasts.kept), weight
}

// Trim keeps of the views of the past what weighs so much.
func (r *Register) Trim(weight int) {
	r.pasts.mu.Lock()
	defer r.pasts.mu.Unlock()
	r.pasts.trim(weight)
}
