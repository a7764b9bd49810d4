package eventstoredb

import "suivi/domain/event"

// CodeOf has the client's code of an error found.
var CodeOf = codeOf

// Encode has a record's bytes made for the store.
func Encode(r event.Record) error {
	_, err := encode([]event.Record{r})
	return err
}

// Decode has the custom metadata of an event read.
func Decode(metadata []byte) error {
	_, _, err := decodeMetadata(metadata)
	return err
}
