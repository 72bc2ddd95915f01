namespace BusinessSuite.Intake;
