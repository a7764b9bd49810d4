package wording

import "testing"

func TestOrderOfAColumn(t *testing.T) {
	for _, c := range []struct {
		column []string
		order  Order
		ninth  string // how 9/1/2022 is then read; empty where it must be asked
	}{
		{[]string{"1/15/2019", "9/1/2022", "NA", "July 2014"}, MonthFirst, "2022-09-01"},
		{[]string{"15/02/2018", "22/02/2018"}, DayFirst, "2022-01-09"},
		{[]string{"6/30/2023", "31/12/2014", "02/3/2014"}, EitherOrder, ""},
		{[]string{"", "22 février 2018", "2024-03-15"}, DayFirst, "2022-01-09"},
	} {
		order := OrderOf(c.column)
		if order != c.order {
			t.Errorf("%q: order %d, want %d", c.column, order, c.order)
		}
		got, err := order.Date("9/1/2022")
		if (err != nil) != (c.ninth == "") || err != nil && codeOf(err) != Ambiguous || got.From.String() != c.ninth {
			t.Errorf("%q: 9/1/2022 is %v, %v", c.column, got, err)
		}
		if due, readable := order.Due("9/1/2022", 0); readable != (c.ninth != "") || due.From.String() != c.ninth {
			t.Errorf("%q: due on 9/1/2022 is %v", c.column, due)
		}
		if got, err := order.Date("6/30/2023"); err != nil || got.From.String() != "2023-06-30" {
			t.Errorf("%q: 6/30/2023 has one reading: %v, %v", c.column, got, err)
		}
	}
}
