namespace BusinessSuite.Organization;
