package desk

// Commands are all that can be recorded: one empty command of each type, in
// the order in which lists of them are shown.
func Commands() []Command {
	return []Command{
		CreateForum{}, RenameForum{}, AttachForum{}, NameSecretariat{}, NameLead{}, SetRule{},
		CreateOrganization{}, RenameOrganization{}, AttachOrganization{}, MergeOrganization{},
		PlanSession{}, PostponeSession{}, CancelSession{}, HoldSession{}, FixList{}, DeclareTotals{}, CloseSession{},
		Make{}, Validate{}, Carry{},
		Examine{}, Discard{}, Class{}, Declare{}, Reassign{}, SetDueDate{}, Attach{}, Link{}, Absorb{},
		Rectify{},
	}
}
