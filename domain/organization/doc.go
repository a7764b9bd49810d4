// Package organization is a structure that owes recommendations: a ministry, a
// direction under it, a council, a project. Its identity is stable; its name,
// acronyms and place in the tree hold from a day.
package organization
