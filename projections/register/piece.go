package register

import (
	"suivi/domain/recommendation"
)

// piecesOf are the evidence that an event puts forward.
func piecesOf(p recommendation.Event) []recommendation.Evidence {
	switch p := p.(type) {
	case recommendation.EvidenceAttached:
		return []recommendation.Evidence{p.Evidence}
	case recommendation.Declared:
		return p.Evidence
	}
	return nil
}

// Piece is what is recorded, as known in this view, of the evidence whose bytes
// have that SHA-256 (hexadecimal): as it was put forward last, corrections
// included.
func (v *View) Piece(sha256 string) (last recommendation.Evidence, known bool) {
	seq := uint64(0)
	for _, i := range v.r.pieces[sha256] {
		for _, f := range v.Recorded(i) {
			if f.Seq < seq || v.until != 0 && f.Seq > v.until {
				continue
			}
			p := f.Event
			if c, is := p.(recommendation.Rectified); is && c.Instead != nil {
				p = c.Instead
			}
			for _, piece := range piecesOf(p) {
				if piece.SHA256 == sha256 {
					last, known, seq = piece, true, f.Seq
				}
			}
		}
	}
	return last, known
}
