package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"

	"suivi/domain/event"
)

// HashOf is the hash of a command as it was given: the same for the same
// command in every run, another for any other. It is stored with each event,
// so that what it hashes is a promise: the name of the command's type, its
// JSON, and the stored name of each event that it carries, which JSON does not
// tell (an état that is found is told by that name alone).
func HashOf(command any) (string, error) {
	data, err := event.Marshal(command)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%T", data, command)
	hashTypes(h.Write, reflect.ValueOf(command))
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashTypes writes the stored name of every event in v, in order.
func hashTypes(write func([]byte) (int, error), v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			hashTypes(write, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			hashTypes(write, v.Index(i))
		}
	case reflect.Struct:
		if e, is := v.Interface().(event.Payload); is {
			_, _ = write([]byte("\n" + e.EventType()))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				hashTypes(write, v.Field(i))
			}
		}
	}
}
