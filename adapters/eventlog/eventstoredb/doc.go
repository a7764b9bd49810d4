// Package eventstoredb keeps the event log on an EventStoreDB cluster, server
// 23.10 or later, through the project's own Go client.
//
// # What is stored
//
// A record is one event of the store, in the stream of the same name, so that
// any of the store's tools shows it. This is a promise to every later version
// of this program:
//
//	event id         the 16 bytes of the record's ULID, as those of a UUID
//	event type       Type
//	data             Data, byte for byte
//	content type     application/json where Data is JSON, else octet-stream
//	custom metadata  a JSON object: "instant" is RecordedAt in microseconds
//	                 since 1970 UTC, a number; "meta" is Metadata as it is,
//	                 where that is JSON without white space around it, else
//	                 "meta_base64" is Metadata in standard base64; where
//	                 Metadata is empty there is neither
//
// A reader takes the fields in any order and passes over others. RecordedAt is
// not the store's own "created", which says when the store wrote. Versions are
// the store's event numbers; a Position is the store's pair of commit and
// prepare position.
//
// # Which events are the log's
//
// Those of the streams whose names begin with one of the log's prefixes (see
// Streams). The store sends no others to Read and Subscribe, so neither its own
// events nor those of other programs on the same cluster ever show. Streams
// that lie beside the ledger (ledger.IsBeside) are in the log too, but appended
// to and loaded by name alone.
//
// # What is no longer whole
//
// Nothing of ours deletes or truncates. Where the store's tools did, a load ends
// with an error, and so does an append that sees it: one that begins a stream
// looks before it is sent, as the store would take it for a stream that was
// deleted. Read and Subscribe show what the store still has, and cannot tell what
// is gone; nor does an append after the last version look.
//
// The user of the connection string must be allowed to read $all, as members of
// $admins are, to read the metadata of those streams and to write them.
//
// # What an outage does
//
// Calls wait for the store and send again what may safely be sent again, until
// their context ends or the log's patience does (see Patience); a subscription
// waits as long as its context. An append that gave up is a ledger.ErrReadOnly
// where it is sure that nothing was written, and otherwise says that the
// outcome is unknown. Both, and a read that gave up, are a ledger.ErrUnavailable.
package eventstoredb
