package assess

import (
	"strings"
	"testing"
	"unicode/utf8"

	"preflight/templates"
)

// topics is the list that Preflight comes with.
func topics(tb testing.TB) Topics {
	tb.Helper()
	t, err := LoadTopics(templates.Names)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func TestTopic(t *testing.T) {
	list := topics(t)
	for topic, names := range map[string][]string{
		"pay": {
			"Payroll FY25-26 MASTER.xlsx", "payslips.zip", "PAYSLIP_2026_03.pdf", "MyPaySlip2026.pdf", "Salary bands.xlsx", "Confidential payroll.xlsx", "wage 2026.xlsx", "Sales commissions.xlsx",
			"Gehälter 2026.xlsx", "GEHÄLTER.xlsx", "Gehaelter.xlsx", "Gehaltsabrechnung März.pdf", "Löhne Juni.xlsx", "Lohn 06.pdf", "Fiche de paie – mars.pdf", "Fiches de paie.zip", "SALAIRES.xlsx",
			"Nóminas 2025.xlsx", "Recibo de nómina.pdf", "Busta paga marzo.pdf", "Loonstrook januari.pdf", "Salarisadministratie.xlsx", "Folha de pagamento.xlsx", "Salários.xlsx", "Lista płac 2026.xlsx",
			"Wynagrodzenia.xlsx", "Lönespecifikation.pdf", "Lønsedler.pdf", "Lønnsslipp mai.pdf", "Palkkalaskelma.pdf", "Mzdy 2026.xlsx", "Bảng lương tháng 5.xlsx",
			"Ge\u0068a\u0308lter.xlsx", // ä in two characters
		},
		"passwords": {
			"Passwords – master list.docx", "passwort.txt", "Passwörter.xlsx", "Mots de passe.docx", "mdp.txt", "Contraseñas.xlsx", "CONTRASENAS.xlsx", "Credenziali server.docx", "Wachtwoorden.xlsx", "Senhas 2026.txt",
			"Hasła do systemów.xlsx", "Lösenord.txt", "Adgangskoder.docx", "Passordliste.xlsx", "Salasanat.txt", "Hesla.xlsx", "Ghi chú bàn giao mật khẩu – Hồng Hạnh.docx", "パスワード一覧 <旧>.xlsx", "Пароли.docx",
			"Vault.kdbx", "adminPasswordList.csv", "Salary password.txt", "Password reset procedure and passwords.docx", "Wi-Fi keys depots; WiFi key.txt",
		},
		"identity papers": {
			"Passport 01.jpg", "Passports.pdf", "Driver's licence – M. Lowe.pdf", "Drivers license.pdf", "TFN declaration.pdf", "visa 457.pdf", "Reisepass Müller.pdf", "Führerschein.jpg", "Carte d’identité.pdf",
			"Carte d'identité.pdf", "Passeport Dubois.pdf", "DNI García.pdf", "Pasaporte.pdf", "Carta d'identità.pdf", "Passaporto.pdf", "Passaportes.zip", "Rijbewijs.pdf", "Cartão de Cidadão.pdf", "Dowód osobisty.pdf",
			"Paszport Kowalski.pdf", "Körkort.pdf", "Kørekort.pdf", "Førerkort.pdf", "Ajokortti.pdf", "Občanský průkaz.pdf",
		},
		"health": {
			"Medical certificate – back injury.pdf", "Workers' compensation claim.pdf", "Krankmeldung Huber.pdf", "Ärztliches Attest.pdf", "Certificat médical – L. Dubois.pdf", "Arrêt maladie.pdf", "Baja médica.pdf",
			"Certificato medico.pdf", "Ziekmelding.docx", "Atestado médico.pdf", "Zwolnienie lekarskie.pdf", "Sjukintyg.pdf", "Lægeerklæring.pdf", "Sykemelding.pdf", "Sairausloma.pdf", "Lékařská zpráva.pdf",
		},
		"staff matters": {
			"Redundancy planning 01.xlsx", "Written warning – Smith.docx", "Abmahnung.docx", "Kündigungen.docx", "Licenciement Durand.docx", "Despido improcedente.pdf", "Lettera di richiamo.docx", "Ontslagbrief.docx",
			"Demissão.docx", "Akta osobowe.pdf", "Uppsägning.docx", "Opsigelse.docx", "Oppsigelse.docx", "Irtisanomisilmoitus.docx", "Výpověď.docx",
		},
		"bank and tax": {
			"Bank details – suppliers (O'Neill & Sons).xlsx", "bankDetails.xlsx", "IBAN.txt", "Fringe benefits tax return.pdf", "Kontoauszüge 2026.pdf", "Steuererklärung.pdf", "Relevés bancaires.pdf", "Extracto bancario.pdf",
			"Estratto conto.pdf", "Rekeningafschriften.pdf", "Extrato bancário.pdf", "Wyciągi bankowe.pdf", "Kontoutdrag.pdf", "Årsopgørelse.pdf", "Skattemelding.pdf", "Tiliote.pdf", "Výpis z účtu.pdf",
		},
		"deals and disputes": {
			"Acquisition target list.xlsx", "Letter of demand.pdf", "Settlement agreement.docx", "Rechtsstreit Huber.docx", "Litige fournisseur.docx", "Litigio.docx", "Contenzioso.docx", "Rechtszaak.docx", "Litígio.docx",
			"Pozew.pdf", "Tvist 2026.docx", "Stævning.pdf", "Søksmål.pdf", "Aiesopimus.docx", "Žaloba.pdf",
		},
		"contracts": {
			"Contract – Margaret O'Brien.docx", "HRContract.docx", "NDA signed.pdf", "Arbeitsvertrag.docx", "Arbeitsverträge.zip", "Contrats.zip", "Contrato de trabajo.docx", "Contratto di subappalto – Rossi.pdf",
			"Huurovereenkomst.pdf", "Acordo.docx", "Umowa podwykonawcza.pdf", "Avtal 2026.docx", "Lejekontrakt.pdf", "Kontrakt.pdf", "Leieavtale.pdf", "Työsopimus.docx", "Smlouva.pdf", "Hợp đồng.docx",
		},
		"marked confidential": {"CONFIDENTIAL – draft.docx", "Streng vertraulich.docx", "Confidentiel.docx", "Riservato.pdf", "Poufne.docx", "Fortroligt.docx"},
		"": {
			"", ".", "2026", "Budget.xlsx", "Passport to success.pptx", "Password reset procedure.docx", "Password policy.docx", "Contractor list.xlsx", "Subcontractors.xlsx", "Medical centre – site plan.pdf", "Payment run.xlsx",
			"Tax invoice 12.pdf", "Supervisor roster.xlsx", "Secretary.docx", "Healthy eating.pdf", "Banking hours.pdf", "Commissioning report.pdf", "Place settings.docx", "Diagnostics.log", "Nominations.docx", "Data acquisition.vsdx",
			"Compass.pdf", "bypass words.txt", "TFNs.txt", "Keyboard.pdf", "Spray booth.docx", "Nominal ledger.xlsx", "Mes papiers.docx", "Besprechung.docx", "Übersicht.docx", "図面.pdf", "🗝️.txt", "\xff\xfe", "Staff discount codes.xlsx",
		},
	} {
		for _, name := range names {
			if got := list.Topic(name); got != topic {
				t.Errorf("%q suggests %q, want %q (its words are %q)", name, got, topic, appendWords(nil, name))
			}
		}
	}
	if got := (Topics{}).Topic("Passwords.docx"); got != "" {
		t.Errorf("no list suggests %q", got)
	}
}

func TestWords(t *testing.T) {
	for name, want := range map[string]string{
		"PayrollMarch_2026-final.xlsx": "payroll march final xlsx",
		"HRContract":                   "hr contract",
		"ABC":                          "abc",
		"iPhoneABCdef":                 "i phone ab cdef",
		"D'Été ÉTÉ ÉtéÀParis":          "d ete ete ete a paris",
		"Straße STRASSE ẞ":             "strasse strasse ss",
		"Łódź Ærø Œuvre İstanbul ı":    "lodz aero oeuvre istanbul i",
		"ＰＡＹ１２ﬁn":                      "pay fin",
		"  ..a..  ":                    "a",
		"ΟΔΟΣ οδος":                    "οδοσ οδοσ",
	} {
		if got := string(appendWords(nil, name)); got != want {
			t.Errorf("%q has the words %q, want %q", name, got, want)
		}
	}
}

// FuzzTopic: whatever a file is called, its topic is one of the list's, and neither case nor signs around it matter.
func FuzzTopic(f *testing.F) {
	list := topics(f)
	for _, name := range []string{"Payroll.xlsx", "Gehälter", "パスワード", "passport to", "HRContract", "\xff", "a\u0301\u0301", "ß", "İI"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		topic := list.Topic(name)
		known := topic == ""
		for _, n := range list.Names() {
			known = known || n == topic
		}
		if !known {
			t.Fatalf("%q suggests %q, which is no topic", name, topic)
		}
		words := string(appendWords(nil, name))
		if !utf8.ValidString(words) || strings.Contains(words, "  ") || strings.TrimSpace(words) != words {
			t.Fatalf("%q has the words %q", name, words)
		}
		if again := list.Topic("12_" + words + "."); again != topic {
			t.Fatalf("%q suggests %q, its words %q suggest %q", name, topic, words, again)
		}
	})
}

func BenchmarkTopic(b *testing.B) {
	list := topics(b)
	for name, file := range map[string]string{
		"plain": "Quarterly figures and budget v3 FINAL 12345.xlsx", "found": "Payroll FY25-26 MASTER.xlsx", "accents": "Übersicht über die Gehälter 2026.xlsx",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				list.Topic(file)
			}
		})
	}
}
