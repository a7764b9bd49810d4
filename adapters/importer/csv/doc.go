// Package csv reads a CSV file, as Excel and others write them, into the table
// model of an import, writes a table in the form that Excel opens, and does whole
// imports of such files, for the data folder's owner and for its server alike.
package csv
