package report

import (
	"fmt"
	"hash/fnv"
	"strings"

	"preflight/assess"
)

// maxQuestions is how many questions are printed, one a topic.
const maxQuestions = 6

// A question is what an ordinary employee might ask Copilot, with what could be found on it.
type question struct{ text, found string }

// questions are drawn from the topics of which every employee's Copilot may find files, and from nothing else. Which of
// a topic's questions is asked hangs on the tenant, so that it stays the same from run to run.
func (d Document) questions() []question {
	n := d.Assessment.Names
	if n == nil {
		return nil
	}
	least := namesFloors(d.Assessment)[0]
	var list []question
	for _, t := range openTopics(n) {
		if t.Discoverable == 0 || len(list) == maxQuestions {
			break
		}
		key := "questions.found"
		if least {
			key = "questions.found.least"
		}
		where := d.placesBy(n, t, func(t assess.TopicExposure) int { return t.Discoverable })
		list = append(list, question{d.questionOn(t.Topic), d.Say(key, With{"count": t.Discoverable, "topic": d.topicInSentence(t.Topic), "places": where})})
	}
	return list
}

// topicKey is a topic as the keys of texts have it.
func topicKey(topic string) string { return strings.ReplaceAll(topic, " ", "-") }

// topicInSentence is what names suggest, where the topic itself would not make a sentence.
func (d Document) topicInSentence(topic string) string {
	if key := "questions.topic." + topicKey(topic); d.has(key) {
		return d.Say(key, nil)
	}
	return topicName(topic)
}

// questionOn is a question on a topic. A topic of the user's own list has none, and is asked for by its name.
func (d Document) questionOn(topic string) string {
	var keys []string
	for _, variant := range []string{"a", "b", "c"} {
		if key := "questions.on." + topicKey(topic) + "." + variant; d.has(key) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return d.Say("questions.on.any", With{"topic": topicName(topic)})
	}
	h := fnv.New32a()
	fmt.Fprint(h, d.Assessment.Tenant.ID, topic)
	return d.Say(keys[h.Sum32()%uint32(len(keys))], nil)
}

// Measures of a question's bubble, in mm.
const (
	bubblePad  = 3.6
	bubbleTail = 3.4
	bubbleGap  = 2.5 // below what was found
	foundIn    = 13.0
	bubbleWide = (body - gutter) / 2
)

var styleQuestion = styleStrong.at(10.2).in(navy)

// A questionRow is two questions side by side.
type questionRow struct {
	questions     []question
	bubble, found float64 // heights
}

func (r questionRow) height() float64 { return r.bubble + 1.4 + max(bubbleTail, r.found) + bubbleGap }

// drawQuestions prints the questions as what people say, as one block.
func drawQuestions(c *canvas, d Document) {
	list := d.questions()
	if len(list) == 0 {
		return
	}
	const heading = 16.0
	about := c.Say("questions.about", nil)
	total := heading + c.height(body, styleBody, about)
	var rows []questionRow
	for len(list) > 0 {
		row := questionRow{questions: list[:min(2, len(list))]}
		list = list[len(row.questions):]
		for _, q := range row.questions {
			row.bubble = max(row.bubble, 2*bubblePad-1+c.height(bubbleWide-2*bubblePad, styleQuestion, q.text))
			row.found = max(row.found, c.height(bubbleWide-foundIn-1, styleCell, q.found))
		}
		total += row.height()
		rows = append(rows, row)
	}
	if total > c.room() && !c.fresh {
		c.nextPage()
	}
	c.h2(c.Say("questions", nil), "exposure questions")
	c.p(styleBody, about)
	for _, row := range rows {
		c.need(row.height())
		for i, q := range row.questions {
			c.speech(c.left+float64(i)*(bubbleWide+gutter), c.y, row.bubble, q)
		}
		c.y += row.height()
	}
}

// speech prints a question as what somebody says, h mm high, and below it what could be found.
func (c *canvas) speech(x, y, h float64, q question) {
	ground := c.tone.mix(white, 0.9)
	c.plate(x, y, bubbleWide, h, 3, ground, ground)
	c.tail(x+7, y+h-0.1, bubbleTail, ground)
	c.group(roleP, func() { c.paragraph(x+bubblePad, y+bubblePad-0.5, bubbleWide-2*bubblePad, styleQuestion, q.text) })
	c.group(roleP, func() { c.paragraph(x+foundIn, y+h+1.4, bubbleWide-foundIn-1, styleCell, q.found) })
}

// tail is the point of a bubble, below it at x, h mm high.
func (c *canvas) tail(x, y, h float64, col colour) {
	c.fill(col)
	p := c.pdf
	p.MoveTo(x, y)
	p.LineTo(x+1.6*h, y)
	p.LineTo(x-0.6, y+h)
	p.ClosePath()
	p.DrawPath("F")
}
