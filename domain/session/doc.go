// Package session is one meeting of one forum: when it was held, the list of
// recommendations that it examines and the list that it makes. Its stream is
// the authority for both lists: a numéro is unique in the list it makes, and
// nothing enters either list once the session is closed.
package session
