package graph

// UnitsForSeats is SharePoint's documented limit of resource units a minute
// for one application in a tenant of n licences.
func UnitsForSeats(n int) int { return unitsForSeats(n) }
