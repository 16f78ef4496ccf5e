package assess

// GraphAppID is the application id of Microsoft Graph, the resource whose permissions Preflight asks for.
const GraphAppID = "00000003-0000-0000-c000-000000000000"

// AppRoleIDs are the ids of the application permissions that Parts names, as an application's manifest wants them:
// https://learn.microsoft.com/graph/permissions-reference
var AppRoleIDs = map[string]string{
	"Channel.ReadBasic.All":             "59a6b24b-4225-4393-8165-ebaec5f55d7a",
	"ChannelMember.Read.All":            "3b55498e-47ec-484f-8136-9013221c06a9",
	"ChannelSettings.Read.All":          "c97b873f-f59f-49aa-8a0e-52b32d762124",
	"Directory.Read.All":                "7ab1d382-f21e-4acd-a863-ba3e13f7da61",
	"Files.Read.All":                    "01d4889c-1287-42c6-ac1f-5d1e02578ef6",
	"Group.Read.All":                    "5b567255-7703-4780-807c-7be8301ae99b",
	"GroupMember.Read.All":              "98830695-27a2-44f7-8c18-0c3ebc9698f6",
	"GroupSettings.Read.All":            "f3c4f514-c65a-43f5-bfce-1735872258dd",
	"LicenseAssignment.Read.All":        "e2f98668-2877-4f38-a2f4-8202e0717aa1",
	"Organization.Read.All":             "498476ce-e0fe-48b0-b801-37ba7e2685c6",
	"ReportSettings.Read.All":           "ee353f83-55ef-4b78-82da-555bfa2b4b95",
	"Reports.Read.All":                  "230c1aed-a721-4c5d-9cb4-a90514e508ef",
	"SensitivityLabels.Read.All":        "e46a01e9-b2cf-4d89-8424-bcdc6dd445ab",
	"SharePointTenantSettings.Read.All": "83d4163d-a2d8-4d3b-9695-4ae3ca98f888",
	"Sites.Read.All":                    "332a536c-c7ef-4017-ab91-336970924f0d",
	"Team.ReadBasic.All":                "2280dda6-0bfd-44ee-a2f4-cb867cfc4c1e",
	"TeamSettings.Read.All":             "242607bd-1d2c-432c-82eb-bdb27baa23ab",
	"User.Read.All":                     "df021288-bdef-4463-88db-98f22de89214",
}
