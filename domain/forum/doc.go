// Package forum is a body, or a series of meetings, that makes or follows
// recommendations, with its place in the tree of forums and the rules by which
// its sessions work, each valid from a day.
package forum
