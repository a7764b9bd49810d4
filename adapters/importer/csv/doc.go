// Package csv reads a CSV file, as Excel and others write them, into the table
// model of an import, and writes a table in the form that Excel opens.
package csv
