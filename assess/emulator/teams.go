package emulator

import (
	"encoding/base64"
	"fmt"
	"net/http"
)

var (
	teamProperties    = []string{"id", "displayName", "description", "isArchived", "createdDateTime", "visibility"}
	channelProperties = []string{"id", "displayName", "description", "membershipType"}
)

const filterPrivate = "membershipType eq 'private'"

func (s *Server) teams(q *request) answer {
	var found []*Group
	for i := range s.tenant().Groups {
		if s.tenant().Groups[i].Team != nil {
			found = append(found, &s.tenant().Groups[i])
		}
	}
	return s.list(q, len(found), func(i int) object {
		return object{"id": found[i].ID, "displayName": found[i].Name, "description": nil}
	})
}

// teamOf is the group of the request's team, nil where there is none.
func (s *Server) teamOf(q *request) *Group {
	if g := s.index().groups[q.vars["team"]]; g != nil && g.Team != nil {
		return g
	}
	return nil
}

func (s *Server) noTeam(q *request) answer {
	return s.refuse(http.StatusNotFound, "NotFound", fmt.Sprintf("No team found with Group Id %s", q.vars["team"]))
}

func (s *Server) team(q *request) answer {
	g := s.teamOf(q)
	if g == nil {
		return s.noTeam(q)
	}
	visibility := "private"
	if g.Visibility == "Public" {
		visibility = "public"
	}
	return s.one(q, object{
		"id":              g.ID,
		"displayName":     g.Name,
		"description":     nil,
		"isArchived":      g.Team.Archived,
		"createdDateTime": stamp(g.Team.Created),
		"visibility":      visibility,
	})
}

func (s *Server) channels(q *request) answer {
	g := s.teamOf(q)
	if g == nil {
		return s.noTeam(q)
	}
	var found []Channel
	for _, c := range g.Team.Channels {
		if !q.query.Has("$filter") || c.Type == "private" {
			found = append(found, c)
		}
	}
	return s.list(q, len(found), func(i int) object {
		c := found[i]
		return object{"id": c.ID, "displayName": c.Name, "description": nil, "membershipType": c.Type}
	})
}

func (s *Server) channelMembers(q *request) answer {
	g := s.teamOf(q)
	if g == nil {
		return s.noTeam(q)
	}
	for _, c := range g.Team.Channels {
		if c.ID == q.vars["channel"] {
			return s.list(q, len(c.Members), func(i int) object { return s.channelMember(c.ID, c.Members[i]) })
		}
	}
	return s.refuse(http.StatusNotFound, "NotFound", "Failed to find the channel.")
}

func (s *Server) channelMember(channel string, m ChannelMember) object {
	o := object{
		"@odata.type": "#microsoft.graph.aadUserConversationMember",
		"id":          base64.StdEncoding.EncodeToString([]byte("1##" + s.tenant().ID + "##" + channel + "##" + m.UserID)),
		"roles":       []string{},
		"displayName": nil,
		"userId":      m.UserID,
		"email":       nil,
		"tenantId":    s.tenant().ID,
	}
	u := s.index().users[m.UserID]
	if u != nil {
		o["displayName"], o["email"] = u.Name, orNull(u.Mail)
	}
	switch {
	case m.Owner:
		o["roles"] = []string{"owner"}
	case u != nil && u.Type == "Guest":
		o["roles"] = []string{"guest"}
	}
	return o
}
