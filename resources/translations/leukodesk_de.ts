<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>LeukoDesk</name>
        <message>
            <location filename="../../leukodesk/cli/report.py" />
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>Patient {patient_id}</source>
            <translation>Patient {patient_id}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/cli/report.py" />
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <location filename="../../leukodesk/gui/report/report_words.py" />
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <location filename="../../leukodesk/gui/window_parts.py" />
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <location filename="../../leukodesk/store/agreement_figures.py" />
            <source>{n} smears</source>
            <comment>1 smear</comment>
            <translation>
                <numerusform>1 Gesichtsfeld</numerusform>
                <numerusform>{n} Gesichtsfelder</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/analysis_edits.py" />
            <source>A smear that was analysed is not in the dataset any more.</source>
            <translation>Ein analysiertes Gesichtsfeld ist nicht mehr im Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/cell_edits.py" />
            <source>The label of a cell to be removed has changed meanwhile.</source>
            <translation>Die Zuordnung einer Zelle, die entfernt werden soll, hat sich inzwischen geändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/cell_edits.py" />
            <source>A cell to be changed is not in the dataset or has changed meanwhile.</source>
            <translation>Eine Zelle, die geändert werden soll, ist nicht im Datensatz oder hat sich inzwischen geändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/cell_edits.py" />
            <source>A cell to be added is already in the dataset.</source>
            <translation>Eine Zelle, die hinzukommen soll, ist schon im Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/cell_edits.py" />
            <source>A cell belongs to a smear that is not in the dataset.</source>
            <translation>Eine Zelle gehört zu einem Gesichtsfeld, das nicht im Datensatz ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/cell_edits.py" />
            <source>A cell lies outside {path}.</source>
            <translation>Eine Zelle liegt außerhalb von {path}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/cell_edits.py" />
            <source>A cell to be labelled has a label of its own, or is not there.</source>
            <translation>Eine Zelle, die zugeordnet werden soll, hat eine eigene Zuordnung oder ist nicht da.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/cell_edits.py" />
            <location filename="../../leukodesk/core/label_edits.py" />
            <location filename="../../leukodesk/core/reading_edits.py" />
            <source>'{cell_class}' is not a class of this dataset.</source>
            <translation>„{cell_class}“ ist keine Klasse dieses Datensatzes.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/errors.py" />
            <source>{path} is out of reach ({reason}); check its name and permissions, and whether its drive is connected.</source>
            <translation>{path} ist nicht erreichbar ({reason}); prüfen Sie Namen und Rechte und ob das Laufwerk verbunden ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/errors.py" />
            <source>{path} cannot be written ({reason}); choose another place.</source>
            <translation>{path} lässt sich nicht schreiben ({reason}); wählen Sie einen anderen Ort.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/errors.py" />
            <source>none is installed</source>
            <translation>keines ist installiert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/errors.py" />
            <source>There is no {noun} called '{wanted}'; did you mean: {choice}?</source>
            <translation>{noun} „{wanted}“ ist nicht bekannt; meinten Sie: {choice}?</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/freezing.py" />
            <location filename="../../leukodesk/core/signing.py" />
            <source>There is no smear '{smear_id}' in the dataset.</source>
            <translation>Ein Gesichtsfeld „{smear_id}“ gibt es im Datensatz nicht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/freezing.py" />
            <source>{path} is not frozen.</source>
            <translation>{path} ist nicht eingefroren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/freezing.py" />
            <source>{path} is frozen already.</source>
            <translation>{path} ist schon eingefroren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/history_edits.py" />
            <source>The label of a cell is not the one its history ends with.</source>
            <translation>Die Zuordnung einer Zelle ist nicht die, mit der ihr Verlauf endet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/history_edits.py" />
            <source>A smear does not hold what was signed of it.</source>
            <translation>Ein Gesichtsfeld enthält nicht, was davon freigegeben wurde.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/kappa.py" />
            <source>only one class was used</source>
            <translation>nur eine Klasse wurde verwendet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/kappa.py" />
            <source>no cells</source>
            <translation>keine Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/label_edits.py" />
            <source>A cell to be labelled is not in the dataset any more.</source>
            <translation>Eine Zelle, die zugeordnet werden soll, ist nicht mehr im Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/label_edits.py" />
            <source>The label of a cell has changed meanwhile.</source>
            <translation>Die Zuordnung einer Zelle hat sich inzwischen geändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/listing.py" />
            <source>{path} is of a kind that is not read; export it as JPEG, PNG, TIFF or BMP.</source>
            <translation>{path} ist von einer Art, die nicht gelesen wird; exportieren Sie es als JPEG, PNG, TIFF oder BMP.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/listing.py" />
            <source>{path} is a link to something that is not there; bring that back, or remove the link.</source>
            <translation>{path} ist eine Verknüpfung mit etwas, das nicht da ist; holen Sie es zurück, oder entfernen Sie die Verknüpfung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/metadata_edits.py" />
            <location filename="../../leukodesk/core/smear_edits.py" />
            <source>{path} is not in the dataset or has changed meanwhile.</source>
            <translation>{path} ist nicht im Datensatz oder hat sich inzwischen geändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/metadata_edits.py" />
            <location filename="../../leukodesk/core/smear_edits.py" />
            <source>{path} cannot become another image.</source>
            <translation>{path} kann kein anderes Bild werden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/outputs.py" />
            <source>{path} belongs to a dataset, which nothing else may replace; choose another name.</source>
            <translation>{path} gehört zu einem Datensatz, den nichts anderes ersetzen darf; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/outputs.py" />
            <source>{path} is an image, which nothing else may replace; choose another name.</source>
            <translation>{path} ist ein Bild, an dessen Stelle nichts anderes treten darf; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/patients.py" />
            <source>'{text}' is {patient} in this dataset; case, spaces and how accents are composed make no other patient.</source>
            <translation>„{text}“ heißt in diesem Datensatz {patient}; Groß- und Kleinschreibung, Leerzeichen und die Zusammensetzung von Akzenten machen keinen anderen Patienten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/pseudonyms.py" />
            <source>holds {number} bytes, and a key needs {least}</source>
            <translation>enthält {number} Bytes, und ein Schlüssel braucht {least}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/pseudonyms.py" />
            <source>is too regular to be a key</source>
            <translation>ist zu regelmäßig für einen Schlüssel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/pseudonyms.py" />
            <source>{name} {why}; make one with `openssl rand -hex 32`, and keep it apart from the dataset.</source>
            <translation>{name} {why}; erzeugen Sie einen mit `openssl rand -hex 32` und bewahren Sie ihn getrennt vom Datensatz auf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/reading_edits.py" />
            <source>A cell to be read is not in the dataset any more.</source>
            <translation>Eine Zelle, die beurteilt werden soll, ist nicht mehr im Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>line {line}, column {column}</source>
            <translation>Zeile {line}, Spalte {column}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signatures.py" />
            <source>{name} was signed by {reader} and is locked; to change it, unlock it first and say why.</source>
            <translation>{name} wurde von {reader} freigegeben und ist gesperrt; um etwas zu ändern, entsperren Sie es zuerst und nennen Sie den Grund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>is</source>
            <translation>ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>are</source>
            <translation>sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>It has no cells yet; analyse it or add its cells first.</source>
            <translation>Es hat noch keine Zellen; analysieren Sie es oder fügen Sie zuerst seine Zellen hinzu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>{parts}.</source>
            <translation>{parts}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>{cells} {are} {what}</source>
            <translation>{cells} {are} {what}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>Unlocking a signed smear needs a reason; say why.</source>
            <translation>Ein freigegebenes Gesichtsfeld zu entsperren braucht einen Grund; nennen Sie ihn.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>{name} is not signed.</source>
            <translation>{name} ist nicht freigegeben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>{name} cannot be signed yet. {missing}</source>
            <translation>{name} kann noch nicht freigegeben werden. {missing}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>{name} has changed since it was looked at; look again, then sign it.</source>
            <translation>{name} hat sich geändert, seit es angesehen wurde; sehen Sie es noch einmal an und geben Sie es dann frei.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/core/signing.py" />
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <location filename="../../leukodesk/gui/gallery/cell_drag.py" />
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <location filename="../../leukodesk/store/agreement.py" />
            <location filename="../../leukodesk/store/agreement_figures.py" />
            <location filename="../../leukodesk/training/cutting.py" />
            <location filename="../../leukodesk/training/known.py" />
            <location filename="../../leukodesk/training/protocol.py" />
            <location filename="../../leukodesk/training/sources.py" />
            <location filename="../../leukodesk/training/splits.py" />
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{n} cells</source>
            <comment>1 cell</comment>
            <translation>
                <numerusform>1 Zelle</numerusform>
                <numerusform>{n} Zellen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>{name} is signed already.</source>
            <translation>{name} ist schon freigegeben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>unidentified</source>
            <translation>unbestimmt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <location filename="../../leukodesk/gui/gallery/gallery_words.py" />
            <source>not reviewed</source>
            <translation>nicht geprüft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signing.py" />
            <source>undecided, since readers differ</source>
            <translation>unentschieden, weil Befunder voneinander abweichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/smear_edits.py" />
            <source>{path} is already in the dataset.</source>
            <translation>{path} ist schon im Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/smear_edits.py" />
            <source>{path} is not in the dataset.</source>
            <translation>{path} ist nicht im Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/smear_edits.py" />
            <source>{path} still has cells; remove them first.</source>
            <translation>{path} hat noch Zellen; entfernen Sie zuerst diese.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomy_edits.py" />
            <source>The classes of this dataset have changed meanwhile.</source>
            <translation>Die Klassen dieses Datensatzes haben sich inzwischen geändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomy_edits.py" />
            <source>Cells are labelled as {classes}, so these classes must stay; add others to them.</source>
            <translation>Zellen sind {classes} zugeordnet, darum müssen diese Klassen bleiben; fügen Sie ihnen andere hinzu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomy_edits.py" />
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <location filename="../../leukodesk/store/merge_plan.py" />
            <source> and </source>
            <translation> und </translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/versions.py" />
            <source>A snapshot needs a name.</source>
            <translation>Eine Fassung braucht einen Namen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/versions.py" />
            <source>There is a snapshot called '{version}' already; choose another name.</source>
            <translation>Eine Fassung namens „{version}“ gibt es schon; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/versions.py" />
            <source>There is no such snapshot called '{version}'.</source>
            <translation>Eine Fassung namens „{version}“ gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/banner.py" />
            <source>Not now</source>
            <translation>Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/banner.py" />
            <source>Leave everything as it is</source>
            <translation>Alles lassen, wie es ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_delegate.py" />
            <source>Label of {annotator}</source>
            <translation>Zuordnung von {annotator}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_delegate.py" />
            <source>Your label</source>
            <translation>Ihre Zuordnung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_delegate.py" />
            <source>Left to you</source>
            <translation>Ihnen überlassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_delegate.py" />
            <source>No suggestion</source>
            <translation>Kein Vorschlag</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_delegate.py" />
            <source>Suggestion</source>
            <translation>Vorschlag</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_delegate.py" />
            <source>Found by shape</source>
            <translation>An der Form erkannt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Imported as a point, drawn as a disc: nothing to measure until it has an outline</source>
            <translation>Als Punkt importiert, als Scheibe gezeichnet: nichts zu messen, bevor es einen Umriss gibt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Imported as a box: nothing to measure until it has an outline</source>
            <translation>Als Rechteck importiert: nichts zu messen, bevor es einen Umriss gibt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Imported as an image of one cell without an outline: nothing to measure</source>
            <translation>Als Bild einer Zelle ohne Umriss importiert: nichts zu messen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Its neighbours count for {share:.0%} of this suggestion.</source>
            <translation>Ihre Nachbarn machen {share:.0%} dieses Vorschlags aus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Suggested by {model_id}.</source>
            <translation>Vorgeschlagen von {model_id}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Its neighbours do not speak for this suggestion.</source>
            <translation>Ihre Nachbarn sprechen nicht für diesen Vorschlag.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>No nucleus outlined</source>
            <translation>Kein Zellkern umrandet</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>{n} lobes</source>
            <comment>1 lobe</comment>
            <translation>
                <numerusform>1 Segment</numerusform>
                <numerusform>{n} Segmenten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Circularity {circularity:.2f}</source>
            <translation>Rundheit {circularity:.2f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Selected cell</source>
            <translation>Ausgewählte Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Measured on what the model sees of the cell: another stain, another camera or what is no cell lies far from all it has seen. Of cells like its own, one in twenty lies beyond the usual limit.</source>
            <translation>Gemessen an dem, was das Modell von der Zelle sieht: Eine andere Färbung, eine andere Kamera oder was keine Zelle ist, liegt fern von allem, was es gesehen hat. Von Zellen wie den gelernten liegt eine von zwanzig jenseits der üblichen Grenze.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Not read yet</source>
            <translation>Noch nicht befundet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Found by shape, not reviewed yet</source>
            <translation>An der Form erkannt, noch nicht geprüft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Left to you: the model is unsure</source>
            <translation>Ihnen überlassen: Das Modell ist unsicher</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Suggestion, not reviewed yet</source>
            <translation>Vorschlag, noch nicht geprüft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Imported from</source>
            <translation>Importiert von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Labelled by</source>
            <translation>Zugeordnet von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>{model_id} abstained: no class reaches {threshold}.</source>
            <translation>{model_id} enthält sich: Keine Klasse erreicht {threshold}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>N:C area ratio {nc_ratio:.2f}, nucleus of {lobes}</source>
            <translation>Kern-Zell-Flächenverhältnis {nc_ratio:.2f}, Kern aus {lobes}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Area {cell_area_px:,} px (scale unknown)</source>
            <translation>Fläche {cell_area_px:,} px (Maßstab unbekannt)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Diameter {about}{diameter_um:.1f} µm, area {about2}{area_um2:.0f} µm²</source>
            <translation>Durchmesser {about}{diameter_um:.1f} µm, Fläche {about2}{area_um2:.0f} µm²</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>Cut by the border: measures of the visible part</source>
            <translation>Vom Rand angeschnitten: Maße des sichtbaren Teils</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>No suggestion, not reviewed yet</source>
            <translation>Kein Vorschlag, noch nicht geprüft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>What others and models say is hidden until you end the blind reading.</source>
            <translation>Was andere und Modelle sagen, ist verborgen, bis Sie die blinde Befundung beenden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>  + {others} more</source>
            <translation>  + {others} weitere</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>No classifier has judged this cell.</source>
            <translation>Kein Klassifikator hat diese Zelle beurteilt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>No classifier is chosen; the class comes from the segmenter or from you.</source>
            <translation>Kein Klassifikator ist gewählt; die Klasse kommt vom Segmentierer oder von Ihnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_detail.py" />
            <source>its threshold</source>
            <translation>seine Schwelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <source>Cell</source>
            <translation>Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <source>Sort in reading order</source>
            <translation>In Leserichtung sortieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <source>Sort by class</source>
            <translation>Nach Klasse sortieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <source>Confidence</source>
            <translation>Sicherheit</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <source>Sort by doubt: what the model is least sure of, or left open, comes first</source>
            <translation>Nach Zweifel sortieren: Was das Modell am wenigsten sicher weiß oder offenließ, kommt zuerst</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <source>Nucleus area over cell area, 0 to 1</source>
            <translation>Kernfläche durch Zellfläche, 0 bis 1</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_model.py" />
            <source>Sort by review: cells without a label come first</source>
            <translation>Nach Durchsicht ordnen: Zellen ohne Zuordnung zuerst</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>suggestion</source>
            <translation>Vorschlag</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>The model was not sure enough to name a class and left this cell to you.</source>
            <translation>Das Modell war nicht sicher genug, eine Klasse zu nennen, und überlässt Ihnen diese Zelle.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>, {confidence:.0%} sure</source>
            <translation>, {confidence:.0%} sicher</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>Labelled by {annotator}.</source>
            <translation>Zugeordnet von {annotator}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>You labelled this cell.</source>
            <translation>Sie haben diese Zelle zugeordnet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>Not reviewed yet.</source>
            <translation>Noch nicht geprüft.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>labelled by {annotator}</source>
            <translation>zugeordnet von {annotator}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_row.py" />
            <source>your label</source>
            <translation>Ihre Zuordnung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/cell_table.py" />
            <source>Cells of this smear</source>
            <translation>Zellen dieses Gesichtsfelds</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>This smear</source>
            <translation>Dieses Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>This patient</source>
            <translation>Dieser Patient</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>Whole dataset</source>
            <translation>Ganzer Datensatz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Differential</source>
            <translation>Differenzialblutbild</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>Cells that are counted and shown</source>
            <translation>Zellen, die gezählt und gezeigt werden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>Whose cells are counted here and shown in the gallery.</source>
            <translation>Wessen Zellen hier gezählt und in der Galerie gezeigt werden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>Select a cell, or point at it, and press its class key.</source>
            <translation>Eine Zelle auswählen oder auf sie zeigen und die Taste ihrer Klasse drücken.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>As out of focus, with another stain or camera, or what is no cell.</source>
            <translation>Etwa bei unscharfem Bild, anderer Färbung oder Kamera, oder was keine Zelle ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>Undecided, since readers differ: {here} here, {cells} in all</source>
            <translation>Unentschieden, weil Befunder voneinander abweichen: {here} hier, {cells} insgesamt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>Blasts {percent:.1f} % ({low:.0f}–{high:.0f})</source>
            <translation>Blasten {percent:.1f} % ({low:.0f}–{high:.0f})</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_list.py" />
            <source>All classes of blasts together, with the 95 % interval (Wilson).</source>
            <translation>Alle Blastenklassen zusammen, mit 95-%-Intervall (Wilson).</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/cells/class_offer.py" />
            <source>{n} kinds</source>
            <comment>1 kind</comment>
            <translation>
                <numerusform>1 Klasse</numerusform>
                <numerusform>{n} Klassen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_offer.py" />
            <source>{card} names {kinds} this dataset does not have.</source>
            <translation>{card} nennt {kinds}, die dieser Datensatz nicht hat.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_offer.py" />
            <source>Put its classes in the place of this dataset's; nothing is labelled yet.</source>
            <translation>Seine Klassen an die Stelle derer dieses Datensatzes setzen; noch ist nichts zugeordnet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_offer.py" />
            <source>Add them to the classes of this dataset; every label stays.</source>
            <translation>Sie zu den Klassen dieses Datensatzes hinzufügen; jede Zuordnung bleibt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_offer.py" />
            <source>Use its classes</source>
            <translation>Seine Klassen übernehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>Cells that nobody labelled and that the model left open or has not judged; outside the 100 %.</source>
            <translation>Zellen, die niemand zugeordnet und die das Modell offengelassen oder nicht beurteilt hat; außerhalb der 100 %.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>, {percent:.1f} percent</source>
            <translation>, {percent:.1f} Prozent</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>Label the selected cells as {title} (key {key}), or drop crops here.</source>
            <translation>Die ausgewählten Zellen zuordnen als {title} (Taste {key}), oder Ausschnitte hier ablegen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>Label the selected cells as {title}, or drop crops here.</source>
            <translation>Die ausgewählten Zellen zuordnen als {title}, oder Ausschnitte hier ablegen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>{count} of the counted leukocytes are {percent:.1f} %; with as many cells the true share may be {low:.1f} to {high:.1f} % (95 %, Wilson, as if every cell were drawn by itself).</source>
            <translation>{count} der gezählten Leukozyten sind {percent:.1f} %; bei so vielen Zellen kann der wahre Anteil {low:.1f} bis {high:.1f} % betragen (95 %, Wilson, als wäre jede Zelle unabhängig gezogen).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>{title}, {cells}{percent}, key {key}</source>
            <translation>{title}, {cells}{percent}, Taste {key}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>{title}, {cells}{percent}</source>
            <translation>{title}, {cells}{percent}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <location filename="../../leukodesk/gui/smears/label_table.py" />
            <source>Cells</source>
            <translation>Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>Share</source>
            <translation>Anteil</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>95 % interval</source>
            <translation>95-%-Intervall</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>Outside the 100 % of the differential, which only leukocytes make up.</source>
            <translation>Außerhalb der 100 % des Differenzialblutbilds, die nur Leukozyten ausmachen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>{per_100:.1f} per 100</source>
            <translation>{per_100:.1f} je 100</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/class_row.py" />
            <source>{per_100:.1f} per 100 counted leukocytes.</source>
            <translation>{per_100:.1f} je 100 gezählte Leukozyten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>{agreed} of {both} cells are named alike</source>
            <translation>{agreed} von {both} Zellen sind gleich benannt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>{left}  ≠  {right}
row {row:.0f}, column {column:.0f}</source>
            <translation>{left}  ≠  {right}
Zeile {row:.0f}, Spalte {column:.0f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Open a smear to compare on it.</source>
            <translation>Öffnen Sie ein Gesichtsfeld, um darauf zu vergleichen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>No cell of this smear is named by both.</source>
            <translation>Keine Zelle dieses Gesichtsfelds ist von beiden benannt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>List cells that only one of them names as well</source>
            <translation>Auch Zellen auflisten, die nur einer der beiden benennt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Cells that are named otherwise</source>
            <translation>Zellen, die verschieden benannt sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>no answer</source>
            <translation>keine Antwort</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>The two never use the same class, so to differ means nothing here.</source>
            <translation>Die beiden verwenden nie dieselbe Klasse; Abweichungen sagen hier nichts.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Close the comparison</source>
            <translation>Vergleich schließen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>{name} to compare</source>
            <translation>{name} zum Vergleich</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Labels in force</source>
            <translation>Geltende Zuordnungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>What readers decided, as it stands now.</source>
            <translation>Was Befunder entschieden haben, Stand jetzt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Asking the model…</source>
            <translation>Das Modell wird gefragt…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Cohen's kappa {kappa:.2f}, on this smear alone.</source>
            <translation>Cohens Kappa {kappa:.2f}, allein auf diesem Gesichtsfeld.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>1 cell is named by only one of them.</source>
            <translation>1 Zelle ist nur von einem der beiden benannt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>{count} cells are named by only one of them.</source>
            <translation>{count} Zellen sind nur von einem der beiden benannt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>First</source>
            <translation>Erstes</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Second</source>
            <translation>Zweites</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>Reader {name}</source>
            <translation>Befunder {name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/compare_panel.py" />
            <source>What this reader said last.</source>
            <translation>Was dieser Befunder zuletzt sagte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/copy_actions.py" />
            <source>The cell is on the clipboard as a picture with its scale bar.</source>
            <translation>Die Zelle liegt als Bild mit Maßstabsbalken in der Zwischenablage.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/copy_actions.py" />
            <source>The smear is on the clipboard as it is shown.</source>
            <translation>Das Gesichtsfeld liegt so in der Zwischenablage, wie es gezeigt wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/copy_actions.py" />
            <source>The cell lies in {name}; open that smear to copy its picture.</source>
            <translation>Die Zelle liegt in {name}; öffnen Sie dieses Gesichtsfeld, um ihr Bild zu kopieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/copy_actions.py" />
            <source>This smear is read in parts; zoom to the cell and copy the view instead (Edit, Copy view).</source>
            <translation>Dieses Gesichtsfeld wird in Teilen gelesen; zoomen Sie auf die Zelle und kopieren Sie stattdessen die Ansicht (Bearbeiten, Ansicht kopieren).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <source>Only leukocytes count: cells of a class within the 100 % that a reader labelled. Smudges, artefacts, erythroblasts, platelets and cells not classed do not.</source>
            <translation>Nur Leukozyten zählen: zugeordnete Zellen einer Klasse innerhalb der 100 %. Kernschatten (Gumprecht), Artefakte, Erythroblasten, Thrombozyten und nicht klassifizierte Zellen zählen nicht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <location filename="../../leukodesk/gui/smears/smear_finder.py" />
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <source>Reviewed leukocytes</source>
            <translation>Geprüfte Leukozyten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <source>Leukocytes to review</source>
            <translation>Zu prüfende Leukozyten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <source>How many leukocytes are to be reviewed; kept for the next start.</source>
            <translation>Wie viele Leukozyten zu prüfen sind; gilt auch nach dem nächsten Start.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <source>Target</source>
            <translation>Ziel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <source>{reviewed} leukocytes reviewed ✓</source>
            <translation>{reviewed} Leukozyten geprüft ✓</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/cells/count_target.py" />
            <source>{reviewed} of {n} leukocytes reviewed{reached}</source>
            <comment>{reviewed} of 1 leukocyte reviewed{reached}</comment>
            <translation>
                <numerusform>{reviewed} von 1 Leukozyt geprüft{reached}</numerusform>
                <numerusform>{reviewed} von {n} Leukozyten geprüft{reached}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/distribution_plots.py" />
            <source>N:C area ratio of whole cells</source>
            <translation>Kern-Zell-Flächenverhältnis ganzer Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/distribution_plots.py" />
            <source>Nucleus area over cell area; cells at the border are left out.</source>
            <translation>Kernfläche durch Zellfläche; Zellen am Bildrand sind ausgenommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/distribution_plots.py" />
            <source>Diameter of whole cells in µm</source>
            <translation>Durchmesser ganzer Zellen in µm</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/distribution_plots.py" />
            <source>Of the disc as large as the cell, in smears whose scale is known; cells at the border are left out.</source>
            <translation>Der flächengleichen Scheibe, in Gesichtsfeldern bekannten Maßstabs; Zellen am Bildrand sind ausgenommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/distribution_plots.py" />
            <source>Figures of the classes</source>
            <translation>Kennzahlen der Klassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Model attention, not evidence</source>
            <translation>Aufmerksamkeit des Modells, kein Beweis</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Heatmap</source>
            <translation>Heatmap</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>It shows which pixels moved the model's answer, and not that the answer is right.</source>
            <translation>Sie zeigt, welche Pixel die Antwort des Modells bewegt haben, nicht, dass die Antwort stimmt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Colours of the heatmap</source>
            <translation>Farben der Heatmap</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>How much a place moved the answer: little on the left, most on the right. Each cell has a scale of its own.</source>
            <translation>Wie stark eine Stelle die Antwort bewegt hat: links wenig, rechts am meisten. Jede Zelle hat eine eigene Skala.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Method of the heatmap</source>
            <translation>Verfahren der Heatmap</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>How the model's attention is worked out.</source>
            <translation>Wie die Aufmerksamkeit des Modells berechnet wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Class of the heatmap</source>
            <translation>Klasse der Heatmap</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>The class whose evidence is shown: what speaks for it, and where. At first, the most probable one of each cell.</source>
            <translation>Die Klasse, deren Anzeichen gezeigt werden: was für sie spricht, und wo. Anfangs die wahrscheinlichste jeder Zelle.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Opacity of the heatmap</source>
            <translation>Deckkraft der Heatmap</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>How much of the smear the heatmap covers.</source>
            <translation>Wie stark die Heatmap das Bild überdeckt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Most probable</source>
            <translation>Wahrscheinlichste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Needs a network that ends in the mean of its maps and one linear layer; this model does not.</source>
            <translation>Braucht ein Netz, das mit dem Mittel seiner Karten und einer linearen Schicht endet; bei diesem Modell ist das nicht so.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>This model names cells by measured features; it has no layer to draw a heatmap from.</source>
            <translation>Dieses Modell benennt Zellen nach gemessenen Merkmalen; es hat keine Schicht, aus der sich eine Heatmap zeichnen ließe.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <location filename="../../leukodesk/gui/segmentation/stain_actions.py" />
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>Method</source>
            <translation>Verfahren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/explain_panel.py" />
            <source>This model has no {wanted}; {shown} stands in.</source>
            <translation>Dieses Modell hat kein {wanted}; {shown} tritt an seine Stelle.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/field_answer_line.py" />
            <source>In the answer for the whole smear it speaks {which} {named} ({share:+.2f}); by weight it is number {rank} of {importance} cells.</source>
            <translation>In der Antwort für das ganze Gesichtsfeld spricht sie {which} {named} ({share:+.2f}); dem Gewicht nach ist sie Nummer {rank} von {importance} Zellen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/field_answer_line.py" />
            <source>for</source>
            <translation>für</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/field_answer_line.py" />
            <source>against</source>
            <translation>gegen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/field_answer_line.py" />
            <source>Whole smear: not sure (most like {title}, {confidence:.0%})</source>
            <translation>Ganzes Gesichtsfeld: unsicher (am ehesten {title}, {confidence:.0%})</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/field_answer_line.py" />
            <source>Whole smear: {title}, {confidence:.0%}</source>
            <translation>Ganzes Gesichtsfeld: {title}, {confidence:.0%}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/finder_line.py" />
            <source>Segmented with {theirs}, as this model was trained.</source>
            <translation>Segmentiert mit {theirs}, wie dieses Modell es gelernt hat.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/finder_line.py" />
            <source>Cells are found with {theirs}, as this model was trained.</source>
            <translation>Zellen werden mit {theirs} gesucht, wie dieses Modell es gelernt hat.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/finder_line.py" />
            <source>This model was trained on cells from {theirs}; those here were found in another way.</source>
            <translation>Dieses Modell hat an Zellen von {theirs} gelernt; die Zellen hier wurden anders gefunden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/finder_line.py" />
            <source>This model was trained on cells from {theirs}; you keep {ours}, for which its figures do not hold.</source>
            <translation>Dieses Modell hat an Zellen von {theirs} gelernt; Sie bleiben bei {ours}, wofür seine Kennzahlen nicht gelten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/finder_line.py" />
            <source>Use {ours} instead</source>
            <translation>Stattdessen {ours} verwenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/finder_line.py" />
            <source>Find them anew</source>
            <translation>Neu suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/finder_line.py" />
            <source>Use {theirs} instead</source>
            <translation>Stattdessen {theirs} verwenden</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/cells/labelling_actions.py" />
            <source>{n} suggestions were accepted</source>
            <comment>1 suggestion was accepted</comment>
            <translation>
                <numerusform>1 Vorschlag wurde angenommen</numerusform>
                <numerusform>{n} Vorschläge wurden angenommen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/labelling_actions.py" />
            <source>nothing of this smear is left to review</source>
            <translation>in diesem Gesichtsfeld ist nichts mehr zu prüfen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/cells/labelling_actions.py" />
            <source>{n} cells are left to you</source>
            <comment>1 cell is left to you</comment>
            <translation>
                <numerusform>1 Zelle bleibt Ihnen überlassen</numerusform>
                <numerusform>{n} Zellen bleiben Ihnen überlassen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/labelling_actions.py" />
            <source>another smear</source>
            <translation>einem anderen Gesichtsfeld</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/cells/labelling_actions.py" />
            <source>{names} and {n} more</source>
            <comment>{names} and 1 more</comment>
            <translation>
                <numerusform>{names} und 1 weiteres</numerusform>
                <numerusform>{names} und {n} weitere</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/labelling_actions.py" />
            <source>Undone in {names}: {step}.</source>
            <translation>Rückgängig gemacht in {names}: {step}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/labelling_actions.py" />
            <source>Done again in {names}: {step}.</source>
            <translation>Wiederhergestellt in {names}: {step}.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/cells/remarks_line.py" />
            <source>The analysis noticed {n} things about this smear.</source>
            <comment>The analysis noticed something about this smear.</comment>
            <translation>
                <numerusform>Bei der Analyse dieses Gesichtsfelds ist etwas aufgefallen.</numerusform>
                <numerusform>Bei der Analyse dieses Gesichtsfelds sind {n} Dinge aufgefallen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/remarks_line.py" />
            <location filename="../../leukodesk/gui/messages.py" />
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>Likeness is the model's: it says nothing about what a cell is.</source>
            <translation>Ähnlich für das Modell: Das sagt nichts darüber, was eine Zelle ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>The {nearest} most similar are labelled: {parts}</source>
            <translation>Die {nearest} ähnlichsten sind zugeordnet: {parts}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Similar labelled cells</source>
            <translation>Ähnliche zugeordnete Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>The selected cell</source>
            <translation>Die ausgewählte Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>Labelled cells, the most similar first</source>
            <translation>Zugeordnete Zellen, die ähnlichsten zuerst</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>Select a cell to see those that look like it.</source>
            <translation>Wählen Sie eine Zelle aus, um ähnliche zu sehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>No other cell of this dataset is labelled yet.</source>
            <translation>Noch ist keine andere Zelle dieses Datensatzes zugeordnet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <location filename="../../leukodesk/gui/segmentation/preview_summary.py" />
            <source>Looking…</source>
            <translation>Suche läuft…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>Close the similar cells</source>
            <translation>Ähnliche Zellen schließen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>{done} of {total} labelled cells looked at</source>
            <translation>{done} von {total} zugeordneten Zellen angesehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/similar_panel.py" />
            <source>Likeness {likeness:.2f}, labelled by {annotator}, in {name}</source>
            <translation>Ähnlichkeit {likeness:.2f}, zugeordnet von {annotator}, in {name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/unlike_words.py" />
            <source>Unlike the cells this model learnt from: {words}, {unfamiliarity:.1f} times the usual limit. Its suggestion may mean nothing here.</source>
            <translation>Anders als die gelernten Zellen: {words}, {unfamiliarity:.1f}-mal die übliche Grenze. Der Vorschlag sagt hier womöglich nichts.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/unlike_words.py" />
            <source>{unlike} of {cells} suggestions counted here are for cells unlike those the model knows; they may mean nothing.</source>
            <translation>{unlike} von {cells} hier gezählten Vorschlägen gelten Zellen, wie sie das Modell nicht kennt; sie besagen vielleicht nichts.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/unlike_words.py" />
            <source>far off</source>
            <translation>weit entfernt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/unlike_words.py" />
            <source>clearly</source>
            <translation>deutlich</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/cells/unlike_words.py" />
            <source>somewhat</source>
            <translation>etwas</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>No classifier</source>
            <translation>Kein Klassifikator</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Segmenter</source>
            <translation>Segmentierer</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>Finds the cells</source>
            <translation>Findet die Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>Classifier</source>
            <translation>Klassifikator</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>Suggests a class for each cell</source>
            <translation>Schlägt zu jeder Zelle eine Klasse vor</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>What models run on</source>
            <translation>Worauf Modelle gerechnet werden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>Cells are found but not classified.</source>
            <translation>Zellen werden gefunden, aber nicht klassifiziert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/choosers.py" />
            <source>{value} is missing</source>
            <translation>{value} fehlt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>Stands on the colour everywhere, so that colour is never all there is</source>
            <translation>Steht überall auf der Farbe, damit nie die Farbe allein zählt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>this class</source>
            <translation>diese Klasse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>Labels the selected cells as this class; the cross leaves no key</source>
            <translation>Ordnet die gewählten Zellen dieser Klasse zu; das Kreuz lässt keine Taste übrig</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>Part of the 100 % (leukocyte)</source>
            <translation>Gehört zu den 100 % (Leukozyt)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>Letter or sign</source>
            <translation>Buchstabe, Zeichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <source>Key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>In files</source>
            <translation>In Dateien</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_form.py" />
            <source>Only these cells make up the 100 % of the differential</source>
            <translation>Nur solche Zellen bilden die 100 % des Differenzialblutbilds</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <source>{title}, letter {letter}, key {key}</source>
            <translation>{title}, Buchstabe {letter}, Taste {key}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <source>{title}, letter {letter}</source>
            <translation>{title}, Buchstabe {letter}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Classes</source>
            <translation>Klassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_tree.py" />
            <source>Cells that readers labelled so</source>
            <translation>Zellen, die Befunder ihr zugeordnet haben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>vermilion</source>
            <translation>Zinnober</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>blue</source>
            <translation>Blau</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>bluish green</source>
            <translation>Blaugrün</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>sky blue</source>
            <translation>Himmelblau</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>orange</source>
            <translation>Orange</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>reddish purple</source>
            <translation>Rotviolett</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>yellow</source>
            <translation>Gelb</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>crimson</source>
            <translation>Karmin</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>brown</source>
            <translation>Braun</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>pale green</source>
            <translation>Blassgrün</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>magenta</source>
            <translation>Magenta</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>indigo</source>
            <translation>Indigo</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>turquoise</source>
            <translation>Türkis</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Usual sight</source>
            <translation>Übliches Sehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Protanopia</source>
            <translation>Protanopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Deuteranopia</source>
            <translation>Deuteranopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>“{title}” stays: the program itself gives it.</source>
            <translation>„{title}“ bleibt: Das Programm selbst vergibt diese Klasse.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>“{title}” stays: readers have named cells so, and no label may be lost.</source>
            <translation>„{title}“ bleibt: Befunder haben ihr Zellen zugeordnet, und keine Zuordnung darf verloren gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>“{title}” stays: the chosen classifier suggests it.</source>
            <translation>„{title}“ bleibt: Der gewählte Klassifikator schlägt sie vor.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>“{title}” stays: it is the only class.</source>
            <translation>„{title}“ bleibt: Es ist die einzige Klasse.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Smudge</source>
            <translation>Kernschatten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Artefact</source>
            <translation>Artefakt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Leukocyte</source>
            <translation>Leukozyt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>A class needs a name with a letter or a digit.</source>
            <translation>Eine Klasse braucht einen Namen mit einem Buchstaben oder einer Ziffer.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Each class has a letter or a sign of its own, so that colour is never all there is.</source>
            <translation>Jede Klasse hat einen eigenen Buchstaben oder ein eigenes Zeichen, damit nie die Farbe allein zählt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>“{letter}” marks cells that have no class; take another letter.</source>
            <translation>„{letter}“ steht für Zellen ohne Klasse; nehmen Sie einen anderen Buchstaben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>{key} does something else in the window; classes take one of {keys}.</source>
            <translation>{key} tut im Fenster etwas anderes; Klassen bekommen eine von {keys}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>protanopia</source>
            <translation>Protanopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Other</source>
            <translation>Sonstige</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>There is a class “{title}” already; take another name.</source>
            <translation>Es gibt schon eine Klasse „{title}“; nehmen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>“{letter}” already marks “{title}”; take another letter.</source>
            <translation>„{letter}“ steht schon für „{title}“; nehmen Sie einen anderen Buchstaben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>{key} already means “{title}”; give that class another key first.</source>
            <translation>{key} steht schon für „{title}“; geben Sie erst jener Klasse eine andere Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>Its colour is hardly told from that of {classes}; only the letters do that.</source>
            <translation>Ihre Farbe ist von der von {classes} kaum zu unterscheiden; das tun nur die Buchstaben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>protanopia or deuteranopia</source>
            <translation>Protanopie oder Deuteranopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>deuteranopia</source>
            <translation>Deuteranopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>It is pale on the light theme (contrast {ratio:.1f} to 1).</source>
            <translation>In heller Darstellung ist sie blass (Kontrast {ratio:.1f} zu 1).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>It is dim on the dark theme (contrast {ratio:.1f} to 1).</source>
            <translation>In dunkler Darstellung ist sie schwach (Kontrast {ratio:.1f} zu 1).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/class_words.py" />
            <source>With {vision} (red-green) its colour is hardly told from that of {classes}; the letters still do that.</source>
            <translation>Bei {vision} (Rot-Grün-Schwäche) ist ihre Farbe von der von {classes} kaum zu unterscheiden; die Buchstaben tun es noch.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>What you change is in force at once and can be undone. Labels stay: a class keeps its name in files, whatever it is called here.</source>
            <translation>Was Sie ändern, gilt sofort und lässt sich rückgängig machen. Zuordnungen bleiben: In Dateien behält eine Klasse ihren Namen, wie immer sie hier heißt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>Name of a new class</source>
            <translation>Name einer neuen Klasse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>Add a class of this name at the end</source>
            <translation>Am Ende eine Klasse dieses Namens hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>Move up</source>
            <translation>Nach oben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>Move down</source>
            <translation>Nach unten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>Remove class</source>
            <translation>Klasse entfernen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/classes_dialog.py" />
            <source>Stays as it is: the program gives this class, or a signed report counts it.</source>
            <translation>Bleibt, wie es ist: Das Programm vergibt diese Klasse, oder ein freigegebener Bericht zählt sie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>Colour as #RRGGBB</source>
            <translation>Farbe als #RRGGBB</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>The colour as red, green and blue, two hexadecimal digits each</source>
            <translation>Die Farbe als Rot, Grün und Blau, je zwei hexadezimale Ziffern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>Other colour…</source>
            <translation>Andere Farbe…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>Choose any colour</source>
            <translation>Eine beliebige Farbe wählen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>Colour of the class</source>
            <translation>Farbe der Klasse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>“{written}” is no colour; write six hexadecimal digits such as #0072B2.</source>
            <translation>„{written}“ ist keine Farbe; schreiben Sie sechs hexadezimale Ziffern wie #0072B2.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>{colour}, has {classes}</source>
            <translation>{colour}, hat {classes}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/colour_field.py" />
            <source>{colour}: {classes}</source>
            <translation>{colour}: {classes}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/classes/vision_preview.py" />
            <source>How class colours look with a red-green deficiency, simulated after Machado and others (2009); about one man in twelve has some.</source>
            <translation>Wie die Farben der Klassen bei Rot-Grün-Schwäche aussehen, simuliert nach Machado u. a. (2009); etwa jeder zwölfte Mann hat eine.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Wheel</source>
            <translation>Mausrad</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Zoom where the pointer is</source>
            <translation>Am Zeiger vergrößern und verkleinern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Drag, or Space and drag</source>
            <translation>Ziehen, auch mit Leertaste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Move the smear</source>
            <translation>Gesichtsfeld verschieben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Click</source>
            <translation>Klick</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Select a cell; with Ctrl one more</source>
            <translation>Zelle auswählen; mit Strg eine weitere</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Double click</source>
            <translation>Doppelklick</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Zoom to a cell, or show the whole smear</source>
            <translation>Zelle vergrößern oder ganzes Gesichtsfeld zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/actions.py" />
            <source>Label as</source>
            <translation>Zuordnen als</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/actions.py" />
            <source>Label the selected cells, or the one under the pointer, as {title}.</source>
            <translation>Die ausgewählten Zellen, oder die unter dem Zeiger, zuordnen als: {title}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/command_palette.py" />
            <source>Commands that fit</source>
            <translation>Passende Befehle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/command_palette.py" />
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Find a command</source>
            <translation>Befehl suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/command_palette.py" />
            <source>What do you want to do?</source>
            <translation>Was möchten Sie tun?</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/command_palette.py" />
            <source>No command fits. Some need a smear, or a selected cell.</source>
            <translation>Kein Befehl passt. Manche brauchen ein Gesichtsfeld oder eine ausgewählte Zelle.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/key_field.py" />
            <source>Key for {action}</source>
            <translation>Taste für {action}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/key_field.py" />
            <source>Press the new key.</source>
            <translation>Die neue Taste drücken.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/key_field.py" />
            <source>no key</source>
            <translation>keine Taste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>To change a key, click into its field and press the new one. The cross leaves no key.</source>
            <translation>Um eine Taste zu ändern, in ihr Feld klicken und die neue drücken. Das Kreuz lässt keine Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>On the smear, a thin outline with an open letter is a model's suggestion; a thick outline with a filled letter is your label.</source>
            <translation>Im Gesichtsfeld ist ein dünner Umriss mit offenem Buchstaben ein Vorschlag des Modells, ein dicker Umriss mit gefülltem Buchstaben Ihre Zuordnung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>All keys</source>
            <translation>Alle Tasten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Reset all keys</source>
            <translation>Alle Tasten zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Give every action the key it came with.</source>
            <translation>Jedem Befehl die ursprüngliche Taste geben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Mouse</source>
            <translation>Maus</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Give it the key it came with.</source>
            <translation>Ihm die ursprüngliche Taste geben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Reset the key for {action}</source>
            <translation>Taste für {action} zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>Every action has the key it came with.</source>
            <translation>Jeder Befehl hat seine ursprüngliche Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>{key} already does “{action}” ({menu}). Give that another key first.</source>
            <translation>{key} gehört schon zu „{action}“ ({menu}). Geben Sie diesem Befehl zuerst eine andere Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>{key} belongs to the view: Space moves the smear, Esc lets go, arrows and their neighbours go from crop to crop.</source>
            <translation>{key} gehört der Ansicht: Die Leertaste verschiebt das Gesichtsfeld, Esc lässt los, Pfeile und ihre Nachbarn führen von Ausschnitt zu Ausschnitt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/keys_dialog.py" />
            <source>{key} is kept for the classes of datasets; take another key.</source>
            <translation>{key} ist für die Klassen von Datensätzen vorbehalten; nehmen Sie eine andere Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/menus.py" />
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/menus.py" />
            <source>More tools</source>
            <translation>Weitere Werkzeuge</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/menus.py" />
            <source>Show the tools that there is no room for</source>
            <translation>Die Werkzeuge zeigen, für die kein Platz ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/menus.py" />
            <location filename="../../leukodesk/workspace/opening.py" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/menus.py" />
            <source>Open an image, a folder of images or a dataset</source>
            <translation>Ein Bild, einen Ordner mit Bildern oder einen Datensatz öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/menus.py" />
            <source>Open recent</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/menus.py" />
            <source>Forget these</source>
            <translation>Diese vergessen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Images (*.jpg *.jpeg *.png *.tif *.tiff *.bmp);;All files (*)</source>
            <translation>Bilder (*.jpg *.jpeg *.png *.tif *.tiff *.bmp);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Images and templates (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.json);;All files (*)</source>
            <translation>Bilder und Vorlagen (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.json);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>LeukoDesk datasets (*.h5 *.hdf5);;All files (*)</source>
            <translation>LeukoDesk-Datensätze (*.h5 *.hdf5);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>All labels here are by {annotator}. Name of whoever reads now:</source>
            <translation>Alle Zuordnungen hier stammen von {annotator}. Wer befundet jetzt?</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Sizes and the scale bar follow at once. Which cells are found, and what a model says of them, depends on the scale too: analyse the smear again.</source>
            <translation>Größen und Maßstabsbalken folgen sofort. Auch welche Zellen gefunden werden und was ein Modell von ihnen sagt, hängt vom Maßstab ab: Werten Sie das Gesichtsfeld neu aus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Open image</source>
            <translation>Bild öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Open dataset</source>
            <translation>Datensatz öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Adjust colours to a template</source>
            <translation>Farben an eine Vorlage anpassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Save a copy of the dataset</source>
            <translation>Kopie des Datensatzes speichern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Your name</source>
            <translation>Ihr Name</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Name written beside every label you give:</source>
            <translation>Name, der neben jeder Ihrer Zuordnungen steht:</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Second reading</source>
            <translation>Zweitbefundung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Scale of this smear</source>
            <translation>Maßstab dieses Gesichtsfelds</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Micrometres per pixel:</source>
            <translation>Mikrometer je Pixel:</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>About LeukoDesk</source>
            <translation>Über LeukoDesk</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Review, annotate and learn from stained blood smears. It suggests, the reader decides.

{research}

MIT licence. The typeface is Inter, under the SIL Open Font License.</source>
            <translation>Gefärbte Blutausstriche durchsehen, annotieren und daraus lernen. Es schlägt vor, der Befunder entscheidet.

{research}

MIT-Lizenz. Die Schrift ist Inter, unter der SIL Open Font License.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Python {version}</source>
            <translation>Python {version}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Something went wrong</source>
            <translation>Etwas ist schiefgegangen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>LeukoDesk met a fault of its own and goes on working.</source>
            <translation>LeukoDesk ist auf einen eigenen Fehler gestoßen und arbeitet weiter.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>What you have saved is safe. To report the fault, send the log file:
{log_path}</source>
            <translation>Was gespeichert ist, ist sicher. Um den Fehler zu melden, senden Sie die Protokolldatei:
{log_path}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Show the log</source>
            <translation>Protokoll zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>A training is running</source>
            <translation>Ein Training läuft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>A training is running, and leaving stops it.</source>
            <translation>Ein Training läuft, und Beenden bricht es ab.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Your labels are safe. The training can go on after its last epoch when you come back.</source>
            <translation>Ihre Zuordnungen sind sicher. Das Training kann nach seiner letzten Epoche weitergehen, wenn Sie zurückkommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Keep the window open</source>
            <translation>Fenster offen lassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Stop it and leave</source>
            <translation>Abbrechen und beenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Not everything is saved</source>
            <translation>Nicht alles ist gespeichert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Some of your changes could not be saved.</source>
            <translation>Einige Ihrer Änderungen konnten nicht gespeichert werden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>{problem}

To keep them, stay and choose File, Save a copy: the copy holds them too.</source>
            <translation>{problem}

Um sie zu behalten, bleiben Sie und wählen Sie Datei, Kopie des Datensatzes speichern: Auch die Kopie enthält sie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/dialogs.py" />
            <source>Leave without them</source>
            <translation>Ohne sie beenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <source>In the source</source>
            <translation>In der Quelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <source>Becomes</source>
            <translation>Wird zu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <source>What class names become</source>
            <translation>Was aus Klassennamen wird</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <source>{name} becomes</source>
            <translation>{name} wird zu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <source>No label</source>
            <translation>Keine Zuordnung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <source>Leave these cells out</source>
            <translation>Diese Zellen weglassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/class_mapping_table.py" />
            <source>New class {planned}</source>
            <translation>Neue Klasse {planned}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Export cells and labels</source>
            <translation>Zellen und Zuordnungen exportieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Only cells with a label</source>
            <translation>Nur Zellen mit Zuordnung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>The images too</source>
            <translation>Auch die Bilder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Ids of patients</source>
            <translation>Kennungen der Patienten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Names of annotators</source>
            <translation>Namen der Befunder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Names of image files; else files are called after the ids of smears</source>
            <translation>Namen der Bilddateien; sonst heißen Dateien nach den Kennungen der Gesichtsfelder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Camera data inside the images</source>
            <translation>Kameradaten in den Bildern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Choose an empty folder.</source>
            <translation>Wählen Sie einen leeren Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Folder…</source>
            <translation>Ordner…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>An empty folder to write to</source>
            <translation>Ein leerer Ordner, in den geschrieben wird</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>To</source>
            <translation>Nach</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>What may name people</source>
            <translation>Was Personen nennen kann</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>The dataset itself stays as it is.</source>
            <translation>Der Datensatz selbst bleibt, wie er ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/export_dialog.py" />
            <source>{name} holds something already; choose or make an empty folder.</source>
            <translation>{name} enthält schon etwas; wählen oder erstellen Sie einen leeren Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Recognise it</source>
            <translation>Erkennen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Choose a file or a folder; what would be imported is shown here first.</source>
            <translation>Wählen Sie eine Datei oder einen Ordner; was importiert würde, wird zuerst hier gezeigt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Nobody in particular, or as the source says if that is taken over</source>
            <translation>Niemand Bestimmtes, oder wie die Quelle sagt, wenn das übernommen wird</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Import cells and labels</source>
            <translation>Zellen und Zuordnungen importieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>With the source</source>
            <translation>Bei der Quelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Labels given by</source>
            <translation>Zuordnungen von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Who labelled and drew cells</source>
            <translation>Wer Zellen benannt und gezeichnet hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Ids as the source has them</source>
            <translation>Kennungen, wie die Quelle sie hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Where the images lie, if not with the source</source>
            <translation>Wo die Bilder liegen, wenn nicht bei der Quelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Take over too</source>
            <translation>Auch übernehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <location filename="../../leukodesk/gui/exchange/origin_choice.py" />
            <location filename="../../leukodesk/gui/exchange/origin_dialog.py" />
            <source>Kept of new images</source>
            <translation>Von neuen Bildern behalten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <location filename="../../leukodesk/gui/smears/label_table.py" />
            <source>Patients</source>
            <translation>Patienten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Folder of the images</source>
            <translation>Ordner der Bilder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>What would happen</source>
            <translation>Was geschähe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>Red cells and platelets are left out, as they are no leukocytes; choose a class above to import them too.</source>
            <translation>Erythrozyten und Thrombozyten werden ausgelassen, weil sie keine Leukozyten sind; wählen Sie oben eine Klasse, um auch sie zu importieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>File…</source>
            <translation>Datei…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>A file with annotations</source>
            <translation>Eine Datei mit Annotationen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/import_dialog.py" />
            <source>A folder with annotations</source>
            <translation>Ein Ordner mit Annotationen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/origin_choice.py" />
            <source>Only the name of the file</source>
            <translation>Nur den Namen der Datei</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/origin_choice.py" />
            <source>Nothing, not even the name of the file</source>
            <translation>Nichts, auch nicht den Namen der Datei</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/origin_choice.py" />
            <source>Name, folder and camera data</source>
            <translation>Name, Ordner und Kameradaten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/origin_choice.py" />
            <source>Holds for images that are opened, too. Pixels are never changed; the dataset's images stay.</source>
            <translation>Gilt auch für Bilder, die geöffnet werden. Pixel werden nie verändert; die Bilder im Datensatz bleiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/origin_dialog.py" />
            <source>Pixels, colour profiles and orientation are always kept as they are. Camera data are what cameras and programs write into a file: names, places, times, previews. A file whose name is not kept is shown under it only while the program runs. Images above 256 MB stay where they lie, so the dataset has to know where that is.

Images that are in a dataset already stay as they are; “leukodesk dataset drop-metadata” takes camera data and folders out of it.</source>
            <translation>Pixel, Farbprofile und Ausrichtung werden immer unverändert behalten. Kameradaten sind, was Kameras und Programme in eine Datei schreiben: Namen, Orte, Zeiten, Vorschaubilder. Eine Datei, deren Name nicht behalten wird, wird nur unter ihm angezeigt, solange das Programm läuft. Bilder über 256 MB bleiben, wo sie liegen, der Datensatz muss also wissen, wo das ist.

Bilder, die schon in einem Datensatz sind, bleiben, wie sie sind; „leukodesk dataset drop-metadata“ nimmt Kameradaten und Ordner heraus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/origin_dialog.py" />
            <source>What is kept of images</source>
            <translation>Was von Bildern behalten wird</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>Key of the pseudonyms</source>
            <translation>Schlüssel der Pseudonyme</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>Key…</source>
            <translation>Schlüssel…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>Choose the file that holds the key</source>
            <translation>Die Datei wählen, die den Schlüssel enthält</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>New key…</source>
            <translation>Neuer Schlüssel…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>Make a key in a new file; nothing is ever overwritten</source>
            <translation>Einen Schlüssel in einer neuen Datei erzeugen; nichts wird je überschrieben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>No key</source>
            <translation>Kein Schlüssel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>Pseudonyms with {name}</source>
            <translation>Pseudonyme mit {name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>Keep it safe and apart from the dataset: who has both can tell whose pseudonym is whose.</source>
            <translation>Bewahren Sie ihn sicher und getrennt vom Datensatz auf: Wer beides hat, kann Pseudonyme den Patienten zuordnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/patient_key_field.py" />
            <source>New key of the pseudonyms</source>
            <translation>Neuer Schlüssel der Pseudonyme</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>{patients} of {smears} named by a plain id get a pseudonym. The same key gives the same pseudonym in every dataset; nobody can tell the patient from it without the key.</source>
            <translation>Pseudonyme für {patients} mit offener Kennung ({smears}). Derselbe Schlüssel gibt in jedem Datensatz dasselbe Pseudonym; ohne ihn lässt sich der Patient daraus nicht erkennen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>The former ids then leave the backup and the journals beside the dataset too; undo brings them back while the window is open. They stay in reasons somebody typed and in copies made before. “leukodesk dataset pseudonymise” writes a new file that never held them.</source>
            <translation>Die früheren Kennungen verschwinden dann auch aus der Sicherung und den Journalen neben dem Datensatz; Rückgängig bringt sie zurück, solange das Fenster offen ist. Sie bleiben in Gründen, die jemand eingetippt hat, und in früher angelegten Kopien. „leukodesk dataset pseudonymise“ schreibt eine neue Datei, in der sie nie standen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>No patient is named by a plain id, so there is nothing to do.</source>
            <translation>Kein Patient ist mit einer offenen Kennung benannt, es gibt also nichts zu tun.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>{n} smears of patients named by plain ids are signed; unlock them first (Review, Unlock).</source>
            <comment>1 smear of a patient named by a plain id is signed; unlock it first (Review, Unlock).</comment>
            <translation>
                <numerusform>1 Gesichtsfeld eines Patienten mit offener Kennung ist freigegeben; entsperren Sie es zuerst (Durchsicht, Entsperren).</numerusform>
                <numerusform>{n} Gesichtsfelder von Patienten mit offener Kennung sind freigegeben; entsperren Sie sie zuerst (Durchsicht, Entsperren).</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>Pseudonymise patients</source>
            <translation>Patienten pseudonymisieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>None chosen yet</source>
            <translation>Noch keiner gewählt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <source>Pseudonymise</source>
            <translation>Pseudonymisieren</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/exchange/pseudonym_dialog.py" />
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{n} patients</source>
            <comment>1 patient</comment>
            <translation>
                <numerusform>1 Patient</numerusform>
                <numerusform>{n} Patienten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/smear_view.py" />
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Smear</source>
            <translation>Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/smear_view.py" />
            <source>The smear in view with its cells. Wheel zooms, dragging moves.</source>
            <translation>Das gezeigte Gesichtsfeld mit seinen Zellen. Das Mausrad vergrößert, Ziehen verschiebt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/merger.py" />
            <source>Draw a line from one cell into the others that belong to it.</source>
            <translation>Ziehen Sie eine Linie von einer Zelle in die anderen, die zu ihr gehören.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/polygon.py" />
            <source>An outline needs three corners that are not on one line.</source>
            <translation>Ein Umriss braucht drei Ecken, die nicht auf einer Linie liegen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/polygon.py" />
            <source>There are cells already everywhere inside this outline.</source>
            <translation>In diesem Umriss sind schon überall Zellen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/splitter.py" />
            <source>Draw the line right across the cell that you want to split.</source>
            <translation>Ziehen Sie die Linie quer durch die Zelle, die Sie teilen wollen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/tool_line.py" />
            <source>Put away</source>
            <translation>Weglegen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/tool_line.py" />
            <source>Put the tool away (Esc)</source>
            <translation>Das Werkzeug weglegen (Esc)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/tool_strip.py" />
            <source>Drawing tools</source>
            <translation>Zeichenwerkzeuge</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/tools/tool_strip.py" />
            <source>Diameter of the brush</source>
            <translation>Durchmesser des Pinsels</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/field/view_actions.py" />
            <source>The window speaks the chosen language from its next start on.</source>
            <translation>Das Fenster spricht die gewählte Sprache ab seinem nächsten Start.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>Small</source>
            <translation>Klein</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>Medium</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>Large</source>
            <translation>Groß</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>Size of the crops</source>
            <translation>Größe der Ausschnitte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>Size of the crops; all show 20 µm a side where the scale is known.</source>
            <translation>Größe der Ausschnitte; alle zeigen 20 µm Kantenlänge, wo der Maßstab bekannt ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <location filename="../../leukodesk/gui/gallery/gallery_canvas.py" />
            <source>Gallery</source>
            <translation>Galerie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>Crops in groups by class, the doubtful ones first</source>
            <translation>Ausschnitte nach Klassen gruppiert, die zweifelhaften zuerst</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>List</source>
            <translation>Liste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>One line per cell of this smear, to be sorted by any column</source>
            <translation>Eine Zeile je Zelle dieses Gesichtsfelds, nach jeder Spalte sortierbar</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>Figures</source>
            <translation>Kennzahlen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/cells_pane.py" />
            <source>N:C ratio and diameter of the classes</source>
            <translation>Kern-Zell-Verhältnis und Durchmesser der Klassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_canvas.py" />
            <source>The cells in groups by class, the doubtful ones first.</source>
            <translation>Die Zellen nach Klassen gruppiert, die zweifelhaften zuerst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_canvas.py" />
            <source>{words}; {chosen} chosen</source>
            <translation>{words}; {chosen} ausgewählt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_canvas.py" />
            <source>No cells yet</source>
            <translation>Noch keine Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_words.py" />
            <source>reviewed</source>
            <translation>durchgesehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_words.py" />
            <source>left to you by the model</source>
            <translation>vom Modell Ihnen überlassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_words.py" />
            <source>model {confidence:.0%} sure</source>
            <translation>Modell zu {confidence:.0%} sicher</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_words.py" />
            <source>unlike the cells the model learnt from</source>
            <translation>anders als die gelernten Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_words.py" />
            <source>all reviewed</source>
            <translation>alle geprüft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/gallery/gallery_words.py" />
            <source>{reviewed} reviewed</source>
            <translation>{reviewed} geprüft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/help/guide.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Guide</source>
            <translation>Anleitung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/help/guide.py" />
            <source>Search the guide</source>
            <translation>Anleitung durchsuchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/help/guide.py" />
            <source>Pages of the guide</source>
            <translation>Seiten der Anleitung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/help/guide.py" />
            <source>Page of the guide</source>
            <translation>Seite der Anleitung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/help/help_actions.py" />
            <source>The settings file has entries that make no sense and were ignored: {names}.</source>
            <translation>Die Einstellungsdatei enthält ungültige Einträge, die übergangen wurden: {names}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>Scale: {size_um:.3g} µm per pixel</source>
            <translation>Maßstab: {size_um:.3g} µm je Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>{size}, a rough guess from few red cells or from the nuclei; confidence low ({confidence:.2f} of 1). Set the scale if you know it.</source>
            <translation>{size}, grob geschätzt aus wenigen Erythrozyten oder den Zellkernen; Sicherheit gering ({confidence:.2f} von 1). Legen Sie ihn fest, wenn Sie ihn kennen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>By its red cells (7.5 µm across), it would be about {measured_um:.3g} µm per pixel.</source>
            <translation>Nach seinen Erythrozyten (7,5 µm Durchmesser) wären es etwa {measured_um:.3g} µm je Pixel.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>Scale: not known yet.</source>
            <translation>Maßstab: noch nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>{size}, stated by the image file or by a reader.</source>
            <translation>{size}, angegeben von der Bilddatei oder einem Befunder.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>{size}, only assumed: nothing in the image tells it. Set the scale if you know it.</source>
            <translation>{size}, nur angenommen: Nichts im Bild verrät ihn. Legen Sie ihn fest, wenn Sie ihn kennen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>{size}, measured on the red cells (7.5 µm across); confidence {word} ({confidence:.2f} of 1).</source>
            <translation>{size}, gemessen an den Erythrozyten (7,5 µm Durchmesser); Sicherheit {word} ({confidence:.2f} von 1).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>good</source>
            <translation>gut</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/scale_words.py" />
            <source>fair</source>
            <translation>mäßig</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/look/side_panel.py" />
            <source>Close (Escape)</source>
            <translation>Schließen (Esc)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Train</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Review or train</source>
            <translation>Durchsicht oder Training</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Only files and folders of this computer can be opened; save it here first, then drop it.</source>
            <translation>Nur Dateien und Ordner dieses Rechners lassen sich öffnen; speichern Sie es zuerst hier und legen Sie es dann ab.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Undo {change}</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Redo {change}</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/message_bar.py" />
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/message_bar.py" />
            <source>{n} more messages</source>
            <comment>1 more message</comment>
            <translation>
                <numerusform>Noch 1 Meldung</numerusform>
                <numerusform>Noch {n} Meldungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/messages.py" />
            <source>{name} was changed by others since it was read; labels and counts shown here are older.</source>
            <translation>{name} wurde von anderen geändert, seit es gelesen wurde; die Zuordnungen und Zahlen hier sind älter.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/messages.py" />
            <source>Read the dataset as it is now; the smear in view stays in view.</source>
            <translation>Den Datensatz lesen, wie er jetzt ist; das gezeigte Gesichtsfeld bleibt gezeigt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/messages.py" />
            <source>{name}: {sentence}</source>
            <translation>{name}: {sentence}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/messages.py" />
            <location filename="../../leukodesk/workspace/reading_desk.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/messages.py" />
            <location filename="../../leukodesk/gui/status.py" />
            <source>Read anew</source>
            <translation>Neu lesen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/messages.py" />
            <source>Open to look at only</source>
            <translation>Nur zum Ansehen öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/messages.py" />
            <source>Restore the backup</source>
            <translation>Sicherung wiederherstellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/opening_actions.py" />
            <source>Only {name} is opened, since a dataset is opened by itself.</source>
            <translation>Nur {name} wird geöffnet, denn ein Datensatz wird für sich geöffnet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/phantom_smear.py" />
            <source>smear {number} of {fields}</source>
            <translation>Gesichtsfeld {number} von {fields}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/phantom_smear.py" />
            <source>Draw the synthetic smear</source>
            <translation>Synthetischen Ausstrich zeichnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/phantom_smear.py" />
            <source>The synthetic smear cannot be written to {folder} ({reason}); make room or check the permissions there.</source>
            <translation>Der synthetische Ausstrich lässt sich nicht in {folder} schreiben ({reason}); schaffen Sie Platz oder prüfen Sie dort die Zugriffsrechte.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>{n} cells picked: {codes}</source>
            <comment>1 cell picked: {codes}</comment>
            <translation>
                <numerusform>1 Zelle gewählt: {codes}</numerusform>
                <numerusform>{n} Zellen gewählt: {codes}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>{n} cells picked</source>
            <comment>1 cell picked</comment>
            <translation>
                <numerusform>1 Zelle gewählt</numerusform>
                <numerusform>{n} Zellen gewählt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>Type the letters of cells, then the key of a class; Esc leaves.</source>
            <translation>Tippen Sie die Buchstaben von Zellen, dann die Taste einer Klasse; Esc beendet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>Leave</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>Select again what was selected before (Esc)</source>
            <translation>Wieder auswählen, was vorher ausgewählt war (Esc)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>No cell has {code}; Esc leaves.</source>
            <translation>Keine Zelle hat {code}; Esc beendet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>{sign} and then? Type the second letter, or Backspace.</source>
            <translation>{sign} und dann? Zweiter Buchstabe oder Rücktaste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>More letters, or the key of a class. Return keeps them selected.</source>
            <translation>Weitere Buchstaben oder Taste einer Klasse. Eingabe behält die Auswahl.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/picking/picking_line.py" />
            <source>Pick by letters</source>
            <translation>Mit Buchstaben wählen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>blind reading</source>
            <translation>blinde Befundung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>undo</source>
            <translation>rückgängig gemacht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>redo</source>
            <translation>wiederhergestellt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>import</source>
            <translation>Import</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>analysis</source>
            <translation>Auswertung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <location filename="../../leukodesk/gui/readers/reader_actions.py" />
            <source>Adjudicate</source>
            <translation>Abweichungen klären</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Show the model's suggestion</source>
            <translation>Vorschlag des Modells zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>It is hidden so that it decides nothing</source>
            <translation>Er ist verborgen, damit er Ihre Entscheidung nicht beeinflusst</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Previous</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Leave this cell open and go back</source>
            <translation>Diese Zelle offen lassen und zurückgehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Leave this cell open and go on</source>
            <translation>Diese Zelle offen lassen und weitergehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>{place} of {waiting} undecided</source>
            <translation>{place} von {waiting} unentschieden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>{name}, row {row:.0f}, column {column:.0f}</source>
            <translation>{name}, Zeile {row:.0f}, Spalte {column:.0f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Press a class key or click a class, also for the label in force: that is your decision, in your name ({annotator}). Undo opens the question again.</source>
            <translation>Drücken Sie die Taste einer Klasse oder klicken Sie eine an, auch für die geltende Zuordnung: Das ist Ihre Entscheidung, in Ihrem Namen ({annotator}). Rückgängig öffnet die Frage wieder.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>, in force</source>
            <translation>, gilt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source> It abstained.</source>
            <translation> Es enthielt sich.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Close the adjudication</source>
            <translation>Klären der Abweichungen schließen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>What readers said</source>
            <translation>Was die Befunder sagten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Your decision</source>
            <translation>Ihre Entscheidung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>{waiting} undecided</source>
            <translation>{waiting} unentschieden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>No cell waits for a decision: nowhere do readers differ. They can differ where somebody read a second time (Review), or where another copy was merged (File).</source>
            <translation>Keine Zelle wartet auf eine Entscheidung: Nirgends weichen Befunder voneinander ab. Das können sie, wo jemand ein zweites Mal befundet hat (Durchsicht) oder wo eine andere Kopie zusammengeführt wurde (Datei).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>The model has said nothing of this cell.</source>
            <translation>Das Modell hat zu dieser Zelle nichts gesagt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Decide for {title} (key {key})</source>
            <translation>Für {title} entscheiden (Taste {key})</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/adjudication_panel.py" />
            <source>Decide for {title}</source>
            <translation>Für {title} entscheiden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>{first} and {second}: {same} of {cells} labelled alike</source>
            <translation>{first} und {second}: {same} von {cells} gleich zugeordnet</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <location filename="../../leukodesk/gui/readers/reader_actions.py" />
            <source>{n} cells wait</source>
            <comment>1 cell waits</comment>
            <translation>
                <numerusform>1 Zelle wartet</numerusform>
                <numerusform>{n} Zellen warten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>{waits} for a decision, because readers differ. Until then the first label stays in force.</source>
            <translation>{waits} auf eine Entscheidung, weil Befunder voneinander abweichen. Bis dahin gilt die erste Zuordnung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>No cell waits for a decision.</source>
            <translation>Keine Zelle wartet auf eine Entscheidung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>Agreement of both readings</source>
            <translation>Übereinstimmung beider Durchsichten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>Cells that wait for a decision</source>
            <translation>Zellen, die auf eine Entscheidung warten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>{first} and {second}</source>
            <translation>{first} und {second}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>{low:.2f} to {high:.2f}</source>
            <translation>{low:.2f} bis {high:.2f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Adjudicate…</source>
            <translation>Abweichungen klären…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>Go through the cells whose readers differ</source>
            <translation>Die Zellen durchgehen, bei denen Befunder voneinander abweichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>All classes</source>
            <translation>Alle Klassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>Cohen's kappa</source>
            <translation>Cohens Kappa</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>undefined: {reason}</source>
            <translation>nicht definiert: {reason}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/agreement_dialog.py" />
            <source>one smear only</source>
            <translation>nur ein Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>Blind second reading</source>
            <translation>Blinde Zweitbefundung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>Next smear to read</source>
            <translation>Nächstes Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>Open the first smear with cells that you have not read yet</source>
            <translation>Das erste Gesichtsfeld mit Zellen öffnen, die Sie noch nicht befundet haben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>End and compare…</source>
            <translation>Beenden und vergleichen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>Show everything again, and how far both readings agree</source>
            <translation>Alles wieder zeigen, und wie weit beide Durchsichten übereinstimmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>Blind reading by {annotator}</source>
            <translation>Blinde Befundung durch {annotator}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>What others and models said is hidden.</source>
            <translation>Was andere und Modelle sagten, ist verborgen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>All is read: end and compare.</source>
            <translation>Alles ist befundet: beenden und vergleichen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/blind_strip.py" />
            <source>{done} of {total} cells read. {left}</source>
            <translation>{done} von {total} Zellen befundet. {left}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Outline</source>
            <translation>Umriss</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <source>Snapshot</source>
            <translation>Momentaufnahme</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <source>Signature</source>
            <translation>Freigabe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <source>{where}: {other}; in force: {kept}</source>
            <translation>{where}: {other}; es gilt: {kept}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>and {number} more</source>
            <translation>und {number} weitere</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/difference_list.py" />
            <source>row {:.0f}, column {:.0f}</source>
            <translation>Zeile {:.0f}, Spalte {:.0f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>Undo takes it back: labels, cells and open questions are again as they are now. The history keeps what the other copy brought, and smears that it freezes stay frozen.</source>
            <translation>Rückgängig nimmt es zurück: Zuordnungen, Zellen und offene Fragen sind wieder wie jetzt. Der Verlauf behält, was die andere Kopie gebracht hat, und Gesichtsfelder, die sie einfriert, bleiben eingefroren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source> ({undecided_before} are now)</source>
            <translation> (jetzt sind es {undecided_before})</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>Merge another copy</source>
            <translation>Andere Kopie zusammenführen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>Dataset…</source>
            <translation>Datensatz…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>A copy of this dataset in which somebody went on</source>
            <translation>Eine Kopie dieses Datensatzes, in der jemand weitergearbeitet hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>Choose a copy; what would happen is shown here first.</source>
            <translation>Wählen Sie eine Kopie; was geschähe, wird zuerst hier gezeigt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>Conflicts and differences</source>
            <translation>Widersprüche und Unterschiede</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Merge</source>
            <translation>Zusammenführen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>All that readers said here stays in the history. Cells that were removed here and are still in the copy come back.</source>
            <translation>Was Befunder hier gesagt haben, bleibt im Verlauf. Zellen, die hier entfernt wurden und in der Kopie noch da sind, kommen zurück.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>This copy holds nothing that is new here.</source>
            <translation>Diese Kopie enthält nichts, was hier neu wäre.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>smears added</source>
            <translation>Gesichtsfelder kommen hinzu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>cells added</source>
            <translation>Zellen kommen hinzu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>label changes added to the history</source>
            <translation>Änderungen von Zuordnungen kommen in den Verlauf</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>labels in force changed</source>
            <translation>geltende Zuordnungen ändern sich</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>smears frozen</source>
            <translation>Gesichtsfelder werden eingefroren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>snapshots added</source>
            <translation>Fassungen kommen hinzu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>cells left undecided, because their readers differ{before}</source>
            <translation>Zellen bleiben unentschieden, weil Befunder voneinander abweichen{before}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>other differences</source>
            <translation>andere Unterschiede</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>of these cells, removed here before</source>
            <translation>von diesen Zellen waren hier entfernt worden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>cells removed, as in the copy</source>
            <translation>Zellen entfernt, wie in der Kopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>cells left out, because they were removed here</source>
            <translation>Zellen weggelassen, weil sie hier entfernt worden waren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>cells left out, because they lie mostly on others</source>
            <translation>Zellen weggelassen, weil sie großenteils auf anderen liegen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>outlines taken that a reader corrected</source>
            <translation>Umrisse übernommen, die ein Befunder korrigiert hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/merge_dialog.py" />
            <source>Copy</source>
            <translation>Kopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/reader_actions.py" />
            <source>{cells} for a decision, because readers differ.</source>
            <translation>{cells} auf eine Entscheidung, weil Befunder voneinander abweichen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/readers/reader_actions.py" />
            <source>Go through them one by one, with what each reader said.</source>
            <translation>Eine nach der anderen durchgehen, mit dem, was jeder Befunder sagte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>stated</source>
            <translation>angegeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>estimated</source>
            <translation>geschätzt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>assumed</source>
            <translation>angenommen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>{size:.3f} µm ({source})</source>
            <translation>{size:.3f} µm ({source})</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Intervals are Wilson's, as if every cell were drawn by itself. What stands in brackets lies outside the 100 %: cells per 100 counted ones. N:C is nucleus area over cell area.</source>
            <translation>Konfidenzintervalle nach Wilson, als wäre jede Zelle unabhängig gezogen. Eingeklammerte Werte liegen außerhalb der 100 %: Zellen je 100 gezählte. N:C ist Kernfläche durch Zellfläche.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>The medians are those of {measured}; {n} cells that the border cuts are left out.</source>
            <comment>The medians are those of {measured}; 1 cell that the border cuts is left out.</comment>
            <translation>
                <numerusform>Mediane aus {measured}; 1 Zelle, die der Rand anschneidet, ist ausgelassen.</numerusform>
                <numerusform>Mediane aus {measured}; {n} Zellen, die der Rand anschneidet, sind ausgelassen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Blasts {share}</source>
            <translation>Blasten {share}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>of {cells}, 95 % interval {low:.1f} to {high:.1f} %</source>
            <translation>von {cells}, 95-%-Intervall {low:.1f} bis {high:.1f} %</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Representative cells</source>
            <translation>Repräsentative Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>scale unknown</source>
            <translation>Maßstab unbekannt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>N:C median</source>
            <translation>N:C, Median</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Diameter, median</source>
            <translation>Durchmesser, Median</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Nearest to the median size of their class, whole cells first.</source>
            <translation>Dem Größenmedian ihrer Klasse am nächsten; nicht angeschnittene Zellen zuerst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Dataset</source>
            <translation>Datensatz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <location filename="../../leukodesk/gui/smears/label_table.py" />
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>Smears</source>
            <translation>Gesichtsfelder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Counted</source>
            <translation>Gezählt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>{inside}, {outside} outside the 100 %</source>
            <translation>{inside}, {outside} außerhalb der 100 %</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Reviewed</source>
            <translation>Geprüft</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Made</source>
            <translation>Erstellt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>{n} cells have no outlined nucleus and are in no median of N:C.</source>
            <comment>1 cell has no outlined nucleus and is in no median of N:C.</comment>
            <translation>
                <numerusform>{n} Zelle hat keinen umrissenen Kern und geht in keinen Median von N:C ein.</numerusform>
                <numerusform>{n} Zellen haben keinen umrissenen Kern und gehen in keinen Median von N:C ein.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>{n} cells lie in smears whose scale is not known and are in no median diameter.</source>
            <comment>1 cell lies in a smear whose scale is not known and is in no median diameter.</comment>
            <translation>
                <numerusform>{n} Zelle liegt in einem Gesichtsfeld, dessen Maßstab nicht bekannt ist, und geht in keinen Median des Durchmessers ein.</numerusform>
                <numerusform>{n} Zellen liegen in Gesichtsfeldern, deren Maßstab nicht bekannt ist, und gehen in keinen Median des Durchmessers ein.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>{n} counted cells</source>
            <comment>1 counted cell</comment>
            <translation>
                <numerusform>1 gezählter Zelle</numerusform>
                <numerusform>{n} gezählten Zellen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Smear id</source>
            <translation>Kennung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Pixels</source>
            <translation>Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Pixel size</source>
            <translation>Pixelgröße</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <location filename="../../leukodesk/gui/smears/patient_line.py" />
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Read by</source>
            <translation>Befundet von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>No cell was found or drawn here, so there is nothing to count.</source>
            <translation>Hier wurde keine Zelle gefunden oder eingezeichnet; es gibt nichts zu zählen.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>{n} cells nobody reviewed count here as the model suggests.</source>
            <comment>1 cell nobody reviewed counts here as the model suggests.</comment>
            <translation>
                <numerusform>1 ungeprüfte Zelle zählt hier, wie das Modell sie vorschlägt.</numerusform>
                <numerusform>{n} ungeprüfte Zellen zählen hier, wie das Modell sie vorschlägt.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Cells of several patients are counted together.</source>
            <translation>Zellen mehrerer Patienten sind zusammengezählt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Stain</source>
            <translation>Färbung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>Each is 20 µm wide.</source>
            <translation>Jeder Ausschnitt ist 20 µm breit.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_counts.py" />
            <source>White cell differential</source>
            <translation>Leukozyten-Differenzialblutbild</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>, version {version}, sha256 {digest}, for {cells} of this report.</source>
            <translation>, Version {version}, SHA-256 {digest}, für {cells} dieses Berichts.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{model}, trained on {data}</source>
            <translation>{model}, trainiert mit {data}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Segmenter that found the cells</source>
            <translation>Segmentierer, der die Zellen gefunden hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>and {n} more smears; the table of cells has all.</source>
            <comment>and 1 more smear; the table of cells has all.</comment>
            <translation>
                <numerusform>und 1 weiteres Gesichtsfeld; die Zellentabelle enthält alle.</numerusform>
                <numerusform>und {n} weitere Gesichtsfelder; die Zellentabelle enthält alle.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>What the readers changed</source>
            <translation>Was die Befunder geändert haben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{changed} of {said} changed, {kept} kept</source>
            <translation>{changed} von {said} geändert, {kept} übernommen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{n} cells named that the model had left open</source>
            <comment>1 cell named that the model had left open</comment>
            <translation>
                <numerusform>1 Zelle benannt, die das Modell offengelassen hatte</numerusform>
                <numerusform>{n} Zellen benannt, die das Modell offengelassen hatte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{n} labels without any suggestion</source>
            <comment>1 label without any suggestion</comment>
            <translation>
                <numerusform>1 Zuordnung ohne Vorschlag</numerusform>
                <numerusform>{n} Zuordnungen ohne Vorschlag</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{n} outlines drawn or redrawn by hand</source>
            <comment>1 outline drawn or redrawn by hand</comment>
            <translation>
                <numerusform>1 Umriss von Hand gezeichnet oder geändert</numerusform>
                <numerusform>{n} Umrisse von Hand gezeichnet oder geändert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{n} labelled cells removed</source>
            <comment>1 labelled cell removed</comment>
            <translation>
                <numerusform>1 zugeordnete Zelle entfernt</numerusform>
                <numerusform>{n} zugeordnete Zellen entfernt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{n} cells imported</source>
            <comment>1 cell imported</comment>
            <translation>
                <numerusform>1 Zelle importiert</numerusform>
                <numerusform>{n} Zellen importiert</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{model}, for {cells}; its card is not on this computer.</source>
            <translation>{model}, für {cells}; die Modellkarte liegt nicht auf diesem Rechner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>{model}, for {cells}; the model of that name on this computer is another one by now, so its figures are left out.</source>
            <translation>{model}, für {cells}; das Modell dieses Namens auf diesem Rechner ist inzwischen ein anderes, deshalb fehlen seine Kennzahlen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Controls: what it could have cheated with</source>
            <translation>Kontrollen: womit es hätte mogeln können</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Reached</source>
            <translation>Erreicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source> ({name}), {cells}; settings not recorded.</source>
            <translation> ({name}), {cells}; Einstellungen nicht aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source> ({name}), {cells}; settings used: {settings}.</source>
            <translation> ({name}), {cells}; verwendete Einstellungen: {settings}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Model that suggested</source>
            <translation>Modell, das Vorschläge gemacht hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>No cell was labelled, drawn or removed by a reader yet.</source>
            <translation>Noch hat kein Befunder eine Zelle zugeordnet, gezeichnet oder entfernt.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>and {n} more kinds of change</source>
            <comment>and 1 more kind of change</comment>
            <translation>
                <numerusform>und 1 weitere Art von Änderung</numerusform>
                <numerusform>und {n} weitere Arten von Änderungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Signed by {names}</source>
            <translation>Freigegeben von {names}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>On unseen data, {data}: {figures}.</source>
            <translation>Auf ungesehenen Daten, {data}: {figures}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Suggested</source>
            <translation>Vorschlag</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <source>Final</source>
            <translation>Endgültig</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/report_origins.py" />
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>{n} suggestions</source>
            <comment>1 suggestion</comment>
            <translation>
                <numerusform>1 Vorschlag</numerusform>
                <numerusform>{n} Vorschlägen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_overview.py" />
            <source>The smear with its cells</source>
            <translation>Das Gesichtsfeld mit seinen Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_overview.py" />
            <source>Each cell with the letter of its class in the differential.</source>
            <translation>Jede Zelle mit dem Buchstaben ihrer Klasse im Differenzialblutbild.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_pages.py" />
            <source>DRAFT, NOT SIGNED</source>
            <translation>ENTWURF, NICHT FREIGEGEBEN</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_pages.py" />
            <source>made {at}</source>
            <translation>erstellt {at}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_pages.py" />
            <source>{heading}, differential</source>
            <translation>{heading}, Differenzialblutbild</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_pages.py" />
            <source>smear {smear_id}</source>
            <translation>Gesichtsfeld {smear_id}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_pages.py" />
            <source>patient {patients}</source>
            <translation>Patient {patients}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>All smears of its patient</source>
            <translation>Alle Gesichtsfelder des Patienten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>All signed smears</source>
            <translation>Alle freigegebenen Gesichtsfelder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Page {page} of {count}</source>
            <translation>Seite {page} von {count}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>What the report is about</source>
            <translation>Wovon der Bericht handelt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Names of readers and patients</source>
            <translation>Namen von Befundern und Patienten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Save as PDF…</source>
            <translation>Als PDF speichern…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Write these pages as a PDF</source>
            <translation>Diese Seiten als PDF schreiben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Save tables…</source>
            <translation>Tabellen speichern…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Write a row per class and a row per cell as CSV</source>
            <translation>Je Klasse und je Zelle eine Zeile als CSV schreiben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>Open a smear to see its report.</source>
            <translation>Öffnen Sie ein Gesichtsfeld, um seinen Bericht zu sehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Pages of the report</source>
            <translation>Seiten des Berichts</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Save the report</source>
            <translation>Bericht speichern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>The report is in {path}.</source>
            <translation>Der Bericht liegt in {path}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>Save the tables</source>
            <translation>Tabellen speichern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_view.py" />
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_words.py" />
            <source>Signed by {names}, {at}</source>
            <translation>Freigegeben von {names}, {at}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_words.py" />
            <source>Draft, not signed: {number} of {fields}</source>
            <translation>Entwurf, nicht freigegeben: {number} von {fields}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_words.py" />
            <source>Signed, {at}</source>
            <translation>Freigegeben, {at}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/report_words.py" />
            <source>Draft, not signed</source>
            <translation>Entwurf, nicht freigegeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <location filename="../../leukodesk/gui/report/signing_line.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <source>Review, train or report</source>
            <translation>Durchsicht, Training oder Bericht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <source>This smear cannot be signed yet: {sentence}</source>
            <translation>Dieses Gesichtsfeld kann noch nicht freigegeben werden: {sentence}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <source>Signed by {annotator}, {at}.</source>
            <translation>Freigegeben von {annotator}, {at}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <source>Next pending smear</source>
            <translation>Nächstes offenes Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <source>The smear is signed.</source>
            <translation>Das Gesichtsfeld ist freigegeben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <source>Go to the first one</source>
            <translation>Zur ersten gehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_actions.py" />
            <source>The smear is signed, and with it all smears of this dataset.</source>
            <translation>Das Gesichtsfeld ist freigegeben, und damit alle dieses Datensatzes.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>Blasts {percent:.1f} % ({low:.1f} to {high:.1f} %) of {counted}</source>
            <translation>Blasten {percent:.1f} % ({low:.1f} bis {high:.1f} %) von {counted}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>You sign as {annotator}. Labels and outlines are locked then; unlocking asks why.</source>
            <translation>Sie geben frei als {annotator}. Zuordnungen und Umrisse sind dann gesperrt; Entsperren fragt nach dem Grund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>for example: one cell was named wrongly</source>
            <translation>zum Beispiel: Eine Zelle war falsch benannt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>No model suggested anything.</source>
            <translation>Kein Modell hat etwas vorgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>Sign this smear</source>
            <translation>Gesichtsfeld freigeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>Sign {heading}</source>
            <translation>{heading} freigeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>Sign</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>Unlock this smear</source>
            <translation>Gesichtsfeld entsperren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <location filename="../../leukodesk/workspace/signing.py" />
            <source>Unlock</source>
            <translation>Entsperren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>You changed {changed} of {said}</source>
            <translation>Geändert haben Sie {changed} von {said}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>you named {decided} that the model had left open</source>
            <translation>vom Modell offengelassen und von Ihnen benannt: {decided}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>{unsuggested} had no suggestion</source>
            <translation>ohne Vorschlag: {unsuggested}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>Not yet</source>
            <translation>Noch nicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>{signed} Unlocking and its reason stay in the history.</source>
            <translation>{signed} Das Entsperren und sein Grund bleiben im Verlauf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_dialog.py" />
            <source>others: {others}</source>
            <translation>andere: {others}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_line.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Sign this smear…</source>
            <translation>Freigeben…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_line.py" />
            <source>Unlock…</source>
            <translation>Entsperren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_line.py" />
            <source>by {annotator}, {at}. Labels and outlines are locked.</source>
            <translation>von {annotator}, {at}. Zuordnungen und Umrisse sind gesperrt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_line.py" />
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>no cells yet</source>
            <translation>noch keine Zellen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/report/signing_line.py" />
            <source>{done} of {n} cells reviewed</source>
            <comment>{done} of 1 cell reviewed</comment>
            <translation>
                <numerusform>{done} von 1 geprüft</numerusform>
                <numerusform>{done} von {n} geprüft</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/report/signing_line.py" />
            <source>, ready to sign</source>
            <translation>, bereit zur Freigabe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/saving_messages.py" />
            <source>Everything before is saved. What you change now is held in this window, and saved by itself as soon as that works again.</source>
            <translation>Alles Frühere ist gespeichert. Was Sie jetzt ändern, hält dieses Fenster und speichert es von selbst, sobald das wieder geht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/saving_messages.py" />
            <source>Open the copy. Nothing is lost: it also holds what could not be saved here.</source>
            <translation>Die Kopie öffnen. Nichts geht verloren: Sie enthält auch, was hier nicht gespeichert werden konnte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/saving_messages.py" />
            <source>Go on in the copy</source>
            <translation>In der Kopie weiterarbeiten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/saving_messages.py" />
            <source>Save a copy elsewhere…</source>
            <translation>Kopie woanders speichern…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/saving_messages.py" />
            <location filename="../../leukodesk/gui/status.py" />
            <source>Not saved</source>
            <translation>Nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/saving_messages.py" />
            <location filename="../../leukodesk/gui/status.py" />
            <source>Retry</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/saving_messages.py" />
            <source>Everything is saved again.</source>
            <translation>Alles ist wieder gespeichert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/kept_labels.py" />
            <source>Labelled cells without a counterpart</source>
            <translation>Zugeordnete Zellen ohne Gegenstück</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/kept_labels.py" />
            <source>{title}, row {row:.0f}, column {column:.0f}</source>
            <translation>{title}, Zeile {row:.0f}, Spalte {column:.0f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/preview_summary.py" />
            <source>These settings cannot be tried</source>
            <translation>Diese Einstellungen lassen sich nicht ausprobieren</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/segmentation/preview_summary.py" />
            <source>{n} cells in view (now {now})</source>
            <comment>1 cell in view (now {now})</comment>
            <translation>
                <numerusform>1 Zelle im Bild (jetzt {now})</numerusform>
                <numerusform>{n} Zellen im Bild (jetzt {now})</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/preview_summary.py" />
            <source>whole smear</source>
            <translation>ganzes Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/preview_summary.py" />
            <source>from the part in view; outlines may differ a little</source>
            <translation>aus dem sichtbaren Teil; Umrisse können etwas abweichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/preview_summary.py" />
            <source>No preview</source>
            <translation>Keine Vorschau</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/procedure_text.py" />
            <source>Found by {segmenter}: {settings}.</source>
            <translation>Gefunden von {segmenter}: {settings}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/procedure_text.py" />
            <location filename="../../leukodesk/inference/procedures.py" />
            <source>defaults</source>
            <translation>Vorgaben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/procedure_text.py" />
            <source>{size:.3g} µm per pixel</source>
            <translation>{size:.3g} µm je Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/procedure_text.py" />
            <source>{least:.3g} to {most:.3g} µm per pixel</source>
            <translation>{least:.3g} bis {most:.3g} µm je Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/procedure_text.py" />
            <source>colours of {template}</source>
            <translation>Farben von {template}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/procedure_text.py" />
            <source>Found by {segmenter}; settings not recorded.</source>
            <translation>Gefunden von {segmenter}; Einstellungen nicht aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Defaults</source>
            <translation>Vorgaben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Your own values</source>
            <translation>Eigene Werte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>White dashes show what these settings would find. Nothing changes until you apply them.</source>
            <translation>Weiße Striche zeigen, was diese Einstellungen fänden. Nichts ändert sich, bevor Sie sie anwenden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Segmentation settings</source>
            <translation>Einstellungen der Segmentierung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Reset all</source>
            <translation>Alles zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Put every setting back to its default</source>
            <translation>Jede Einstellung auf ihre Vorgabe zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Close the segmentation settings</source>
            <translation>Einstellungen der Segmentierung schließen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Close without applying (Escape)</source>
            <translation>Schließen ohne anzuwenden (Esc)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Use from now on</source>
            <translation>Künftig verwenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Segment every smear with these settings, also after a restart</source>
            <translation>Jedes Gesichtsfeld mit diesen Einstellungen segmentieren, auch nach einem Neustart</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Close without changing anything</source>
            <translation>Schließen, ohne etwas zu ändern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>From now on, smears are segmented with these settings.</source>
            <translation>Von jetzt an werden Gesichtsfelder mit diesen Einstellungen segmentiert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Segmentation</source>
            <translation>Segmentierung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Apply in sight</source>
            <translation>Hier anwenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Apply to this smear</source>
            <translation>Hier anwenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Segment the part in sight anew; labels stay</source>
            <translation>Den sichtbaren Teil neu segmentieren; Zuordnungen bleiben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Segment this smear anew; labels stay</source>
            <translation>Dieses Gesichtsfeld neu segmentieren; Zuordnungen bleiben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>Preset</source>
            <translation>Voreinstellung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/segmentation_panel.py" />
            <source>This segmenter has nothing to set.</source>
            <translation>An diesem Segmentierer gibt es nichts einzustellen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Default: {default}.</source>
            <translation>Vorgabe: {default}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Back to {default}</source>
            <translation>Zurück zu {default}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Reset {title}</source>
            <translation>{title} zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>A whole number</source>
            <translation>Eine ganze Zahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>A number</source>
            <translation>Eine Zahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>{noun} from {low} to {high}{unit}.</source>
            <translation>{noun} von {low} bis {high}{unit}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>{noun} of {low}{unit} or more.</source>
            <translation>{noun} ab {low}{unit}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>{noun} up to {high}{unit}.</source>
            <translation>{noun} bis {high}{unit}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>On</source>
            <translation>An</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/stain_actions.py" />
            <source>Colours of {name}</source>
            <translation>Farben von {name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/stain_actions.py" />
            <source>Smears are adjusted to the colours of {name} before they are analysed; the Model menu changes that. Crops keep the colours they were photographed in.</source>
            <translation>Gesichtsfelder werden vor der Auswertung an die Farben von {name} angepasst; das Menü Modell ändert das. Ausschnitte behalten die Farben, in denen sie aufgenommen wurden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>No training that starts from now on gets these cells, so that models can be judged on them. A model that learnt from them before knows them already.</source>
            <translation>Kein Training, das von jetzt an beginnt, bekommt diese Zellen, damit sich Modelle an ihnen beurteilen lassen. Ein Modell, das früher von ihnen gelernt hat, kennt sie schon.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>Trainings that start from now on learn from these cells; what comes of such a training cannot be judged on them any more.</source>
            <translation>Trainings, die von jetzt an beginnen, lernen von diesen Zellen; was daraus wird, lässt sich an ihnen nicht mehr beurteilen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>Smears of one patient look alike: a model that learnt from some of them is not new to the rest.</source>
            <translation>Gesichtsfelder eines Patienten ähneln einander: Einem Modell, das von einigen gelernt hat, sind die übrigen nicht neu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>for the history; may be left empty</source>
            <translation>für den Verlauf; kann leer bleiben</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>The patients' {n} other smears as well</source>
            <comment>The other smear of the same patient as well</comment>
            <translation>
                <numerusform>Auch das andere Gesichtsfeld desselben Patienten</numerusform>
                <numerusform>Auch die {n} anderen Gesichtsfelder der Patienten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>Keep for judging</source>
            <translation>Zum Beurteilen zurücklegen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/freezing_dialog.py" />
            <source>Release for training</source>
            <translation>Zum Training zurückholen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>Fewer than {ADVISED} labels for {thin}: expect wide intervals and a weak model.</source>
            <translation>Weniger als {ADVISED} Zuordnungen für {thin}: weite Intervalle und ein schwaches Modell sind zu erwarten.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>{n} frozen smears</source>
            <comment>1 frozen smear</comment>
            <translation>
                <numerusform>1 eingefrorenem Gesichtsfeld</numerusform>
                <numerusform>{n} eingefrorenen Gesichtsfeldern</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>{n} cells are</source>
            <comment>1 cell is</comment>
            <translation>
                <numerusform>1 Zelle ist</numerusform>
                <numerusform>{n} Zellen sind</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>A model learns to tell classes apart, and {have}. Label cells of at least two classes.</source>
            <translation>Ein Modell lernt Klassen zu unterscheiden, und {have}. Ordnen Sie Zellen von mindestens zwei Klassen zu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>{names}: labels from at least {GROUPS_NEEDED} smears are needed, because a model learns from some smears, is tuned on others and judged on the rest. Label cells in more smears.</source>
            <translation>{names}: Nötig sind Zuordnungen aus mindestens {GROUPS_NEEDED} Gesichtsfeldern, weil ein Modell aus einigen lernt, an anderen abgestimmt und am Rest beurteilt wird. Ordnen Sie Zellen in weiteren Gesichtsfeldern zu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>{titles} and {last}</source>
            <translation>{titles} und {last}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>Not counted: {labels} labels of {smears}, kept for judging.</source>
            <translation>Nicht gezählt: {labels} Zuordnungen aus {smears}, zum Beurteilen zurückgelegt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>{cells} undecided: the label in force is learnt until somebody decides.</source>
            <translation>{cells} unentschieden: Bis jemand entscheidet, wird die geltende Zuordnung gelernt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>only {title} has labels</source>
            <translation>nur {title} hat Zuordnungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>{names}: labels from at least {GROUPS_NEEDED} patients are needed, because a model learns from some patients, is tuned on others and judged on the rest. Label cells of more patients; a smear whose patient is not known counts as a patient.</source>
            <translation>{names}: Nötig sind Zuordnungen bei mindestens {GROUPS_NEEDED} Patienten, weil ein Modell von einigen lernt, an anderen abgestimmt und am Rest beurteilt wird. Ordnen Sie Zellen weiterer Patienten zu; ein Gesichtsfeld, dessen Patient nicht bekannt ist, zählt als ein Patient.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>A model learns to tell classes apart, and all labels are in frozen smears, which no training sees. Label cells of at least two classes in other smears, or release some of these (Review, Release for training).</source>
            <translation>Ein Modell lernt, Klassen zu unterscheiden, und alle Zuordnungen liegen in eingefrorenen Gesichtsfeldern, die kein Training sieht. Ordnen Sie in anderen Gesichtsfeldern Zellen von mindestens zwei Klassen zu, oder holen Sie einige davon zum Training zurück (Durchsicht, Zum Training zurückholen).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_counts.py" />
            <source>nothing is labelled yet</source>
            <translation>noch ist nichts zugeordnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_table.py" />
            <source>A smear whose patient is not known counts as a patient.</source>
            <translation>Ein Gesichtsfeld, dessen Patient nicht bekannt ist, zählt als ein Patient.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/label_table.py" />
            <source>Labels</source>
            <translation>Zuordnungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>Smears of one patient look alike. A training keeps all smears of a patient together, so that models are judged on patients they never saw.</source>
            <translation>Gesichtsfelder eines Patienten ähneln einander. Ein Training hält alle Gesichtsfelder eines Patienten zusammen, damit Modelle an Patienten beurteilt werden, die sie nie gesehen haben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>Better a pseudonym than a name: it is stored in the dataset as it is written here. Exports leave it out unless asked.</source>
            <translation>Besser ein Pseudonym als ein Name: Es wird so im Datensatz gespeichert, wie es hier steht. Exporte lassen es weg, wenn nicht danach verlangt wird.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>{n} smears will be nobody's: a training takes each for a patient of its own.</source>
            <comment>1 smear will be nobody's: a training takes it for a patient of its own.</comment>
            <translation>
                <numerusform>1 Gesichtsfeld gehört danach zu niemandem: Ein Training nimmt es für einen eigenen Patienten.</numerusform>
                <numerusform>{n} Gesichtsfelder gehören danach zu niemandem: Ein Training nimmt jedes für einen eigenen Patienten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>Nobody has said whose these are: a training takes each smear for a patient of its own.</source>
            <comment>Nobody has said whose this is: a training takes the smear for a patient of its own.</comment>
            <translation>
                <numerusform>Niemand hat gesagt, zu wem es gehört: Ein Training nimmt das Gesichtsfeld für einen eigenen Patienten.</numerusform>
                <numerusform>Niemand hat gesagt, zu wem sie gehören: Ein Training nimmt jedes Gesichtsfeld für einen eigenen Patienten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>Set patient</source>
            <translation>Patient angeben</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>All {n} are {patient}'s already.</source>
            <comment>The smear is {patient}'s already.</comment>
            <translation>
                <numerusform>Das Gesichtsfeld gehört schon zu {patient}.</numerusform>
                <numerusform>Alle {n} gehören schon zu {patient}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>{patient} has {n} other smears in this dataset.</source>
            <comment>{patient} has 1 other smear in this dataset.</comment>
            <translation>
                <numerusform>{patient} hat 1 weiteres Gesichtsfeld in diesem Datensatz.</numerusform>
                <numerusform>{patient} hat {n} weitere Gesichtsfelder in diesem Datensatz.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>{n} smears were other patients'.</source>
            <comment>1 smear was another patient's.</comment>
            <translation>
                <numerusform>1 Gesichtsfeld gehörte zu einem anderen Patienten.</numerusform>
                <numerusform>{n} Gesichtsfelder gehörten zu anderen Patienten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>Some smears of {patient} would be kept for judging and others not, so that a model could be judged on a patient it was trained on; keep or release all of them.</source>
            <translation>Einige Gesichtsfelder von {patient} wären zum Beurteilen zurückgelegt und andere nicht, sodass ein Modell an einem Patienten beurteilt werden könnte, von dem es gelernt hat; legen Sie alle zurück oder geben Sie alle frei.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>The patients here go by pseudonyms, and {patient} is none; File, Pseudonymise patients, makes one of it.</source>
            <translation>Die Patienten haben hier Pseudonyme, und {patient} ist keines; Datei, Patienten pseudonymisieren macht eines daraus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>several: {patients}</source>
            <translation>mehrere: {patients}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>for example P7; the down key shows those known</source>
            <translation>zum Beispiel P7; die Pfeiltaste nach unten zeigt die bekannten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>Take patient away</source>
            <translation>Patient wegnehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/patient_dialog.py" />
            <source>{patient} has no other smear in this dataset.</source>
            <translation>{patient} hat kein anderes Gesichtsfeld in diesem Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_finder.py" />
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_finder.py" />
            <source>Find smears by name or patient.</source>
            <translation>Gesichtsfelder nach Name oder Patient suchen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_finder.py" />
            <source>Find smears by name or patient</source>
            <translation>Gesichtsfelder nach Name oder Patient suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_finder.py" />
            <source>Find smears by state</source>
            <translation>Gesichtsfelder nach Zustand suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_finder.py" />
            <source>Show the smears of one state only.</source>
            <translation>Nur Gesichtsfelder eines Zustands zeigen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>Frozen smears are kept for judging models: training never sees them.</source>
            <translation>Eingefrorene Gesichtsfelder sind zum Beurteilen von Modellen zurückgelegt: Kein Training sieht sie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>Add images to this dataset</source>
            <translation>Bilder zu diesem Datensatz hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>Smears of this dataset</source>
            <translation>Gesichtsfelder dieses Datensatzes</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>{number} {state}</source>
            <translation>{number} {state}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>{frozen} frozen</source>
            <translation>{frozen} eingefroren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>{shown} of {count} shown</source>
            <translation>{shown} von {count} gezeigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_list.py" />
            <source>No dataset is open</source>
            <translation>Kein Datensatz ist offen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>{reviewed} of {cells}</source>
            <translation>{reviewed} von {cells}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>{name}, {state}, {reviewed} of {count} reviewed{kept}{whose}</source>
            <translation>{name}, {state}, {reviewed} von {count} geprüft{kept}{whose}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>all {cells}</source>
            <translation>alle {cells}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>, frozen for judging</source>
            <translation>, zum Beurteilen eingefroren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>frozen</source>
            <translation>eingefroren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>patient {patient}</source>
            <translation>Patient {patient}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/smears/smear_model.py" />
            <source>, patient {patient}</source>
            <translation>, Patient {patient}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Cancel this job</source>
            <translation>Diesen Vorgang abbrechen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Cancelling…</source>
            <translation>Wird abgebrochen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Try to save again now</source>
            <translation>Jetzt noch einmal zu speichern versuchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Show the dataset as it is now</source>
            <translation>Den Datensatz zeigen, wie er jetzt ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>What the last analysis ran on</source>
            <translation>Worauf die letzte Auswertung gerechnet wurde</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Zoom 0000 %</source>
            <translation>Zoom 0000 %</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Screen pixels per smear pixel</source>
            <translation>Bildschirmpixel je Bildpixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Zoom {zoom:.0%}</source>
            <translation>Zoom {zoom:.0%}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Read only, and changed by others since</source>
            <translation>Nur lesen, und inzwischen von anderen geändert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>{title} (fallback)</source>
            <translation>{title} (Ersatz)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>The graphics card could not do it, so the processor did.</source>
            <translation>Die Grafikkarte konnte die Aufgabe nicht ausführen; der Prozessor hat sie übernommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Read only: this dataset can only be looked at</source>
            <translation>Nur lesen: Dieser Datensatz lässt sich nur ansehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Dataset: {path}</source>
            <translation>Datensatz: {path}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>{number} not saved</source>
            <translation>{number} nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>Saving…</source>
            <translation>Wird gespeichert…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/status.py" />
            <source>All changes saved</source>
            <translation>Alle Änderungen gespeichert</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/status.py" />
            <source>{n} changes</source>
            <comment>1 change</comment>
            <translation>
                <numerusform>1 Änderung</numerusform>
                <numerusform>{n} Änderungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/architecture_chooser.py" />
            <source>Added by plugins</source>
            <translation>Durch Erweiterungen hinzugekommen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Too few smears or patients were judged to tell how the candidate does on others: its intervals may be too narrow, and figures without one have none.</source>
            <translation>Es wurden zu wenige Gesichtsfelder oder Patienten beurteilt, um zu sagen, was der Kandidat an anderen leistet: Seine Intervalle können zu eng sein, und Werte ohne Intervall haben keines.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Too few smears or patients were judged to tell how the model in use does on others: its intervals may be too narrow, and figures without one have none.</source>
            <translation>Es wurden zu wenige Gesichtsfelder oder Patienten beurteilt, um zu sagen, was das Modell in Gebrauch an anderen leistet: Seine Intervalle können zu eng sein, und Werte ohne Intervall haben keines.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Too few smears or patients were judged to tell how either model does on others: intervals may be too narrow, and figures without one have none.</source>
            <translation>Es wurden zu wenige Gesichtsfelder oder Patienten beurteilt, um zu sagen, was eines der Modelle an anderen leistet: Intervalle können zu eng sein, und Werte ohne Intervall haben keines.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Candidate, on {things}</source>
            <translation>Kandidat, an {things}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>no other model</source>
            <translation>keinem anderen Modell</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Figures measured on different cells cannot be compared closely; brackets are 95 % intervals.</source>
            <translation>Zahlen von verschiedenen Zellen lassen sich nicht genau vergleichen; in Klammern stehen 95-%-Intervalle.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Adopt</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Keep this model and classify with it from now on</source>
            <translation>Dieses Modell behalten und von jetzt an damit klassifizieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Throw this model away; nothing changes</source>
            <translation>Dieses Modell wegwerfen; nichts ändert sich</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Candidate: {candidate}</source>
            <translation>Kandidat: {candidate}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Started from</source>
            <translation>Ausgegangen von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>In use, on {things}</source>
            <translation>In Gebrauch, an {things}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>In use</source>
            <translation>In Gebrauch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>On unseen cells</source>
            <translation>Auf ungesehenen Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Control: {title}</source>
            <translation>Kontrolle: {title}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>Candidate judged on {candidate}; </source>
            <translation>Kandidat beurteilt: {candidate}; </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>the model in use on {current}. </source>
            <translation>Modell in Gebrauch: {current}. </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/candidate_panel.py" />
            <source>no model is in use. </source>
            <translation>kein Modell ist in Gebrauch. </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>test part of a split by {what}, never seen in training or calibration</source>
            <translation>Testteil einer Aufteilung nach {what}, beim Training und Kalibrieren nie gesehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>train, validation, test by {what}</source>
            <translation>Training, Abstimmung, Test nach {what}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>{how}: each cell judged and calibrated by weights and thresholds that saw nothing of its unit; the shipped weights were trained afterwards on all cells by the same recipe and have no held-out cells of their own</source>
            <translation>{how}: jede Zelle beurteilt und kalibriert mit Gewichten und Schwellen, die von ihrer Einheit nichts gesehen hatten; die ausgelieferten Gewichte wurden danach mit demselben Rezept an allen Zellen trainiert und haben keine eigenen zurückgehaltenen Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>{folds}-fold cross-validation by {what}</source>
            <translation>{folds}-fache Kreuzvalidierung nach {what}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>blocks of up to {number} neighbouring fields</source>
            <translation>Blöcken von bis zu {number} benachbarten Gesichtsfeldern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>every fifth block of neighbouring images</source>
            <translation>jeder fünfte Block benachbarter Bilder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>test part: every fifth block of neighbouring images, never trained on</source>
            <translation>Testteil: jeder fünfte Block benachbarter Bilder, nie zum Training verwendet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/card_words.py" />
            <source>cells that the networks which measured them had never seen</source>
            <translation>Zellen, die die messenden Netze nie gesehen hatten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>Copy figure</source>
            <translation>Abbildung kopieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>Save figure…</source>
            <translation>Abbildung speichern…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>Put it on the clipboard as a picture</source>
            <translation>Sie als Bild in die Zwischenablage legen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>Write it as a PNG file</source>
            <translation>Sie als PNG-Datei schreiben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>The figure is on the clipboard.</source>
            <translation>Die Abbildung ist in der Zwischenablage.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>Save figure</source>
            <translation>Abbildung speichern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>Pictures (*.png);;All files (*)</source>
            <translation>Bilder (*.png);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figure_export.py" />
            <source>The figure is in {path}.</source>
            <translation>Die Abbildung liegt in {path}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/figures_dialog.py" />
            <location filename="../../leukodesk/gui/training/training_figures.py" />
            <source>Figures of the training</source>
            <translation>Abbildungen zum Training</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/interrupted_panel.py" />
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/interrupted_panel.py" />
            <source>Train on after the last epoch that was finished</source>
            <translation>Nach der letzten abgeschlossenen Epoche weitertrainieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/interrupted_panel.py" />
            <source>Forget it</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/interrupted_panel.py" />
            <source>Delete what it left behind; nothing else changes</source>
            <translation>Löschen, was es hinterließ; sonst ändert sich nichts</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/interrupted_panel.py" />
            <source>A training on {name} of {began} was cut off. It can go on where it stopped; if its dataset has other labels by now, it begins anew with them.</source>
            <translation>Ein Training mit {name} vom {began} wurde unterbrochen. Es kann dort weitergehen, wo es stand; hat der Datensatz inzwischen andere Zuordnungen, beginnt es mit diesen neu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Accuracy</source>
            <translation>Treffergenauigkeit</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <location filename="../../leukodesk/gui/training/training_curves.py" />
            <source>Balanced accuracy</source>
            <translation>Ausgewogene Treffergenauigkeit</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Sensitivity</source>
            <translation>Sensitivität</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Specificity</source>
            <translation>Spezifität</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Matthews correlation</source>
            <translation>Matthews-Korrelation</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Positive predictive value</source>
            <translation>Positiver prädiktiver Wert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Negative predictive value</source>
            <translation>Negativer prädiktiver Wert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>False positive rate</source>
            <translation>Falsch-positiv-Rate</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>False negative rate</source>
            <translation>Falsch-negativ-Rate</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Misclassified</source>
            <translation>Falsch klassifiziert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Calibration error</source>
            <translation>Kalibrierfehler</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Calibration error without what few cells add</source>
            <translation>Kalibrierfehler ohne den Anteil, den wenige Zellen ausmachen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Calibration error of a perfectly calibrated model</source>
            <translation>Kalibrierfehler eines vollkommen kalibrierten Modells</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Share that it names</source>
            <translation>Anteil, den es benennt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Accuracy on those it names</source>
            <translation>Treffergenauigkeit auf diesen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Colour statistics alone</source>
            <translation>Allein Farbstatistik</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Trained on cells painted over</source>
            <translation>Mit übermalten Zellen trainiert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Trained on shuffled labels</source>
            <translation>Mit vertauschten Zuordnungen trainiert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>{things} of {groups}</source>
            <translation>{things} ({groups})</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>LAB k-means</source>
            <translation>LAB k-Means</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Clusters the colours of the smear, takes the darkest cluster for nuclei and clusters what is round them for cytoplasm. Not trained on anything; it needs a smear in colour.</source>
            <translation>Gruppiert die Farben des Gesichtsfelds, nimmt die dunkelste Gruppe für Zellkerne und gruppiert ihre Umgebung für Zytoplasma. Nicht trainiert; braucht ein farbiges Bild.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Pivot growing</source>
            <translation>Pivots</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Finds nuclei by their colour and grows each into its cytoplasm. Not trained on anything; it measures colours and the size of red cells in the smear itself.</source>
            <translation>Findet Zellkerne an ihrer Farbe und lässt jeden in sein Zytoplasma wachsen. Nicht trainiert; misst Farben und Größe der Erythrozyten im Gesichtsfeld selbst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>U-Net PLR</source>
            <translation>U-Net PLR</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>A network trained on cells that experts drew: the closest outlines, and the best on pale cytoplasm and clumps. A few seconds per smear without a graphics card.</source>
            <translation>Ein Netz, trainiert mit von Fachleuten gezeichneten Zellen: die genauesten Umrisse, am besten bei blassem Zytoplasma und Haufen. Einige Sekunden je Gesichtsfeld ohne Grafikkarte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Automatic</source>
            <translation>Auto</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Use the graphics card if there is one, else the processor.</source>
            <translation>Die Grafikkarte nehmen, wenn es eine gibt, sonst den Prozessor.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Compute on the processor.</source>
            <translation>Auf dem Prozessor rechnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Graphics card</source>
            <translation>Grafikkarte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Compute on an NVIDIA graphics card.</source>
            <translation>Auf einer NVIDIA-Grafikkarte rechnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Added by a plugin.</source>
            <translation>Durch eine Erweiterung hinzugekommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>each class against the rest, their mean</source>
            <translation>jeder Klasse gegen die übrigen, im Mittel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Sensitivity and the like of</source>
            <translation>Sensitivität und dergleichen von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Trained on {n} cells: {description}</source>
            <translation>Mit {n} Zellen trainiert: {description}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>an unnamed split</source>
            <translation>eine unbenannte Aufteilung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Answers once per smear; of a single cell it only says how that weighs in.</source>
            <translation>Antwortet einmal je Gesichtsfeld; von einer einzelnen Zelle sagt es nur, wie sie ins Gewicht fällt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Judged on {data}: {best}</source>
            <translation>Beurteilt ({data}): {best}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/model_titles.py" />
            <source>Control – {title}: {figures}</source>
            <translation>Kontrolle – {title}: {figures}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>leukocytes found</source>
            <translation>gefundene Leukozyten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>finds that are leukocytes</source>
            <translation>Funde, die Leukozyten sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>drawn cells found</source>
            <translation>gefundene eingezeichnete Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>overlap of cells (Dice)</source>
            <translation>Überdeckung der Zellen (Dice)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>overlap of nuclei (Dice)</source>
            <translation>Überdeckung der Kerne (Dice)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>error of the N:C ratio</source>
            <translation>Fehler des N:C-Verhältnisses</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>1: read as it is</source>
            <translation>1: so gelesen, wie er ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>4: the mean answer to its quarter turns</source>
            <translation>4: mittlere Antwort auf seine Vierteldrehungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>8: the mean answer to its quarter turns and their mirror images</source>
            <translation>8: mittlere Antwort auf seine Vierteldrehungen und deren Spiegelbilder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{title}, finds cells</source>
            <translation>{title}, findet Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{size} px at {pixel_size:g} µm per pixel</source>
            <translation>{size} px zu {pixel_size:g} µm je Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>On unseen cells, with 95 % intervals</source>
            <translation>Auf ungesehenen Zellen, mit 95-%-Intervallen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Judged on {images} ({split}).</source>
            <translation>Beurteilt: {images} ({split}).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{pixel_size:g} µm per pixel</source>
            <translation>{pixel_size:g} µm je Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{day}, LeukoDesk {program}, version {version}</source>
            <translation>{day}, LeukoDesk {program}, Version {version}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{name}, by {unit}</source>
            <translation>{name}, nach {unit}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{segmenter} ({settings}). Its figures hold for cells found like that, so it brings this segmenter along.</source>
            <translation>{segmenter} ({settings}). Seine Kennzahlen gelten für so gefundene Zellen, deshalb bringt es diesen Segmentierer mit.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>It cannot tell when a cell is unlike those it learnt from.</source>
            <translation>Es erkennt nicht, wenn eine Zelle den gelernten unähnlich ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Balanced accuracy with its 95 % interval over the {units} to learn from, on a logarithmic scale.</source>
            <translation>Ausgewogene Treffergenauigkeit mit 95-%-Intervall über der Zahl der {units} zum Lernen, logarithmisch.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>On unseen smears, with 95 % intervals</source>
            <translation>Auf ungesehenen Gesichtsfeldern, mit 95-%-Intervallen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>It marks cells unlike the {number} it was fitted to; of cells like its own it marks {share:.0%} (chosen on {data}).</source>
            <translation>Es kennzeichnet Zellen, die den {number} gelernten unähnlich sind; von Zellen wie den gelernten kennzeichnet es {share:.0%} (gewählt an: {data}).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Nobody has measured them yet.</source>
            <translation>Noch hat sie niemand gemessen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Nobody has measured yet what more would bring.</source>
            <translation>Noch hat niemand gemessen, was mehr Daten brächten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Model card</source>
            <translation>Modellkarte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Figures…</source>
            <translation>Abbildungen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Curves, ROC and confusion of its training</source>
            <translation>Kurven, ROC und Verwechslungen aus dem Training</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Id</source>
            <translation>Kennung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>Architecture</source>
            <translation>Architektur</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Trained on</source>
            <translation>Trainiert mit</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Split of the data</source>
            <translation>Aufteilung der Daten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Crop</source>
            <translation>Ausschnitt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Turns of a crop</source>
            <translation>Drehungen eines Ausschnitts</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Abstains below</source>
            <translation>Enthält sich unter</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Judged on {data}.</source>
            <translation>Beurteilt: {data}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Each class against the rest, with 95 % intervals</source>
            <translation>Jede Klasse gegen die übrigen, mit 95-%-Intervallen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>How it can be doubted</source>
            <translation>Was Zweifel begründen kann</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>What it is</source>
            <translation>Was es ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{count} of {name}</source>
            <translation>{count} aus {name}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{n} images</source>
            <comment>1 image</comment>
            <translation>
                <numerusform>1 Bild</numerusform>
                <numerusform>{n} Bilder</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Finds</source>
            <translation>Findet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>cells and nuclei; names no classes</source>
            <translation>Zellen und Kerne; benennt keine Klassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Works at</source>
            <translation>Arbeitet bei</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>On unseen images, with 95 % intervals</source>
            <translation>Auf ungesehenen Bildern, mit 95-%-Intervallen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Licence of the data</source>
            <translation>Lizenz der Daten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Cells found by</source>
            <translation>Zellen gefunden von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Unlike cells</source>
            <translation>Unähnliche Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Heatmaps</source>
            <translation>Heatmaps</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>More data</source>
            <translation>Mehr Daten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Models and their cards</source>
            <translation>Modelle und ihre Karten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>No model is installed. Retrain makes one from your labels.</source>
            <translation>Kein Modell ist installiert. „Nachtrainieren“ macht eines aus Ihren Zuordnungen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>Open points were not measured: a law fitted to the others expects them.</source>
            <translation>Offene Punkte sind nicht gemessen: Ein an die anderen angepasstes Gesetz lässt sie erwarten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <location filename="../../leukodesk/training/report_files.py" />
            <source>Learning curve</source>
            <translation>Lernkurve</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>{title}, in use</source>
            <translation>{title}, in Gebrauch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/models_dialog.py" />
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/training/pace.py" />
            <source>about {n} minutes left of this step</source>
            <comment>about 1 minute left of this step</comment>
            <translation>
                <numerusform>noch etwa 1 Minute in diesem Schritt</numerusform>
                <numerusform>noch etwa {n} Minuten in diesem Schritt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/pace.py" />
            <source>less than a minute left of this step</source>
            <translation>noch weniger als eine Minute in diesem Schritt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_curves.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_curves.py" />
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_curves.py" />
            <source>Unseen cells</source>
            <translation>Ungesehene Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_curves.py" />
            <location filename="../../leukodesk/training/report_files.py" />
            <source>Loss and accuracy over the epochs</source>
            <translation>Verlust und Treffergenauigkeit über die Epochen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_curves.py" />
            <source>Epoch</source>
            <translation>Epoche</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_curves.py" />
            <source>Loss and balanced accuracy over the epochs</source>
            <translation>Verlust und ausgewogene Treffergenauigkeit über die Epochen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_figures.py" />
            <source>Open the page</source>
            <translation>Seite öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_figures.py" />
            <source>Figures and numbers on one page, in your browser</source>
            <translation>Abbildungen und Zahlen auf einer Seite, in Ihrem Browser</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_figures.py" />
            <source>Files that are labelled in English</source>
            <translation>Dateien mit englischer Beschriftung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_figures.py" />
            <source>Show it larger</source>
            <translation>Größer zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>Start from</source>
            <translation>Ausgehen von</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>The weights the training begins with. A new network has learnt everyday images (ImageNet) before where such weights exist, else nothing.</source>
            <translation>Die Gewichte, mit denen das Training beginnt. Ein neues Netz hat zuvor Alltagsbilder (ImageNet) gelernt, wo es solche Gewichte gibt, sonst nichts.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>The kind of network; fixed by the model it starts from.</source>
            <translation>Die Art des Netzes; durch das Ausgangsmodell festgelegt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Retrain</source>
            <translation>Nachtrainieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>Start the training</source>
            <translation>Das Training beginnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>No model: a new network</source>
            <translation>Kein Modell: ein neues Netz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>Open a smear or a dataset and label cells first; models are trained on your labels.</source>
            <translation>Öffnen Sie zuerst ein Gesichtsfeld oder einen Datensatz und ordnen Sie Zellen zu; Modelle lernen aus Ihren Zuordnungen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>Retrain from your labels</source>
            <translation>Mit Ihren Zuordnungen nachtrainieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>A new model is trained on the labels counted here and judged on smears it has not seen. It becomes a candidate; nothing changes until you adopt it.</source>
            <translation>Ein neues Modell wird mit den hier gezählten Zuordnungen trainiert und an Gesichtsfeldern beurteilt, die es nicht gesehen hat. Es wird ein Kandidat; nichts ändert sich, bevor Sie ihn übernehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_form.py" />
            <source>Training…</source>
            <translation>Training läuft…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>1. The labelled cells are cut out, and their smears, or patients where they are known, are dealt out: some to learn from, some to tune on, the rest to judge on.
2. The model learns from the first and is judged on the last.
3. Controls learn as well: from cells painted over, and from labels shuffled. What they reach, a model reaches without looking at the cells.
4. The candidate waits here beside the model in use until you adopt or discard it.

You can go on working meanwhile. A training that is cut off goes on after its last epoch.</source>
            <translation>1. Die zugeordneten Zellen werden ausgeschnitten und ihre Gesichtsfelder, oder Patienten, wo sie bekannt sind, aufgeteilt: manche zum Lernen, manche zum Abstimmen, der Rest zum Beurteilen.
2. Das Modell lernt an den ersten und wird an den letzten beurteilt.
3. Kontrollen lernen mit: an übermalten Zellen und an vermischten Zuordnungen. Was sie erreichen, erreicht ein Modell, ohne die Zellen anzusehen.
4. Der Kandidat wartet hier neben dem Modell in Gebrauch, bis Sie ihn übernehmen oder verwerfen.

Sie können währenddessen weiterarbeiten. Ein unterbrochenes Training geht nach seiner letzten Epoche weiter.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>No training is running. Its progress, its curves and the candidate will appear here.</source>
            <translation>Kein Training läuft. Fortschritt, Kurven und Kandidat erscheinen hier.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Progress of the training</source>
            <translation>Fortschritt des Trainings</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Stop the training; no model is kept</source>
            <translation>Das Training abbrechen; kein Modell wird behalten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Progress and candidate</source>
            <translation>Fortschritt und Kandidat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>What the training starts from</source>
            <translation>Wovon das Training ausgeht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Preparing…</source>
            <translation>Wird vorbereitet…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>The candidate was adopted and is in use now.</source>
            <translation>Der Kandidat wurde übernommen und ist jetzt in Gebrauch.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Epoch {epoch} of {epochs}</source>
            <translation>Epoche {epoch} von {epochs}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>The candidate was discarded; nothing changed.</source>
            <translation>Der Kandidat wurde verworfen; nichts hat sich geändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Starting…</source>
            <translation>Beginnt…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>Training is done. The candidate waits for your decision.</source>
            <translation>Das Training ist fertig. Der Kandidat wartet auf Ihre Entscheidung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>The candidate of an earlier training waits for your decision.</source>
            <translation>Der Kandidat eines früheren Trainings wartet auf Ihre Entscheidung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>The training was cancelled; nothing was kept.</source>
            <translation>Das Training wurde abgebrochen; nichts wurde behalten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/training/training_view.py" />
            <source>The training failed.</source>
            <translation>Das Training ist fehlgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <source>The import of {name} was cut off: nothing of it is in this dataset.</source>
            <translation>Der Import von {name} wurde abgebrochen: Nichts davon ist in diesem Datensatz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <source>Merging {name} was cut off; merge again, nothing comes twice.</source>
            <translation>Das Zusammenführen mit {name} wurde abgebrochen; führen Sie noch einmal zusammen, nichts kommt doppelt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <source>Leave them out</source>
            <translation>Weglassen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <source>Adding images to this dataset was cut off: {n} of them are not in it yet.</source>
            <comment>Adding images to this dataset was cut off: 1 of them is not in it yet.</comment>
            <translation>
                <numerusform>Das Hinzufügen von Bildern zu diesem Datensatz wurde abgebrochen: 1 davon fehlt noch.</numerusform>
                <numerusform>Das Hinzufügen von Bildern zu diesem Datensatz wurde abgebrochen: {n} davon fehlen noch.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <source>Add the images that are missing; those that are there already stay as they are.</source>
            <translation>Fügt die fehlenden Bilder hinzu; die vorhandenen bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <location filename="../../leukodesk/workspace/left_out.py" />
            <source>{names} and {number} more</source>
            <translation>{names} und {number} weitere</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <source>No longer where they were: {names}.</source>
            <translation>Nicht mehr an ihrem Ort: {names}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/unfinished_messages.py" />
            <source>Add the rest</source>
            <translation>Rest hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Open a smear to begin</source>
            <translation>Öffnen Sie ein Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Drop an image, a folder of images or a dataset here. White cells are outlined and classified; you correct what is wrong, and every correction is saved at once.</source>
            <translation>Legen Sie ein Bild, einen Ordner mit Bildern oder einen Datensatz hier ab. Leukozyten werden umrandet und klassifiziert; Sie berichtigen, was falsch ist, und jede Berichtigung wird sofort gespeichert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Open lately</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Try the synthetic smear</source>
            <translation>Synthetischen Ausstrich ausprobieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/decoding.py" />
            <source>{name} has {bits} bits per channel; export it with 8 or 16 bits per channel.</source>
            <translation>{name} hat {bits} Bit je Farbkanal; exportieren Sie es mit 8 oder 16 Bit je Farbkanal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/decoding.py" />
            <source>The {format} pixels of {name} are damaged or of an unusual kind; export it again as a plain JPEG, PNG or TIFF.</source>
            <translation>Die {format}-Pixel von {name} sind beschädigt oder von ungewöhnlicher Art; exportieren Sie es noch einmal als einfaches JPEG, PNG oder TIFF.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/decoding.py" />
            <source>{name} does not fit into memory ({width} × {height} pixels); cut it into smaller images or close other programs.</source>
            <translation>{name} passt nicht in den Arbeitsspeicher ({width} × {height} Pixel); zerlegen Sie es in kleinere Gesichtsfelder oder schließen Sie andere Programme.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/header_readers.py" />
            <source>{name} is not a JPEG, PNG, TIFF or BMP image, whatever its name says; export the image from the camera or scanner in one of these formats.</source>
            <translation>{name} ist kein JPEG-, PNG-, TIFF- oder BMP-Bild, was auch immer sein Name sagt; exportieren Sie das Gesichtsfeld von der Kamera oder dem Scanner in einem dieser Formate.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/header_readers.py" />
            <source>The {image_format} header of {name} is damaged or incomplete; copy or export the file again.</source>
            <translation>Der {image_format}-Kopf von {name} ist beschädigt oder unvollständig; kopieren oder exportieren Sie die Datei noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/integrity.py" />
            <source>{name} is incomplete (the {kind} ends too early); copy or export it again.</source>
            <translation>{name} ist unvollständig (das {kind} endet zu früh); kopieren oder exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/integrity.py" />
            <source>{name} is damaged (a PNG checksum is wrong); copy or export it again.</source>
            <translation>{name} ist beschädigt (eine PNG-Prüfsumme stimmt nicht); kopieren oder exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/large.py" />
            <source>{name} is too large to be decoded at once ({width} × {height} pixels, the limit is {max_pixels:,}); save it as a tiled TIFF, which is read in parts at any size, or raise max_pixels in the settings.</source>
            <translation>{name} ist zu groß, um auf einmal dekodiert zu werden ({width} × {height} Pixel, die Grenze liegt bei {max_pixels:,}); speichern Sie es als gekacheltes TIFF, das in jeder Größe in Teilen gelesen wird, oder erhöhen Sie max_pixels in den Einstellungen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/large.py" />
            <source>{path} cannot be read ({reason}); check its permissions.</source>
            <translation>{path} lässt sich nicht lesen ({reason}); prüfen Sie die Zugriffsrechte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/large.py" />
            <location filename="../../leukodesk/jobs/import_images.py" />
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>{path} cannot be read ({reason}); check that it exists and may be read.</source>
            <translation>{path} lässt sich nicht lesen ({reason}); prüfen Sie, ob es da ist und gelesen werden darf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/pyramid_cache.py" />
            <source>Making a smaller copy of the image</source>
            <translation>Verkleinerte Kopie des Bildes wird erstellt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/pyramid_cache.py" />
            <source>The smaller copy of the image in {folder} is gone; open it again.</source>
            <translation>Die verkleinerte Kopie des Bildes in {folder} ist nicht mehr da; öffnen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/pyramid_cache.py" />
            <source>A smaller copy of the image cannot be kept in {folder} ({reason}); make room there.</source>
            <translation>Eine verkleinerte Kopie des Bildes lässt sich nicht in {folder} ablegen ({reason}); schaffen Sie dort Platz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>{path} does not exist; check the spelling, or whether the drive is connected.</source>
            <translation>{path} gibt es nicht; prüfen Sie die Schreibweise oder ob das Laufwerk verbunden ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>{path} cannot be read ({reason}); check its permissions, or copy it to another place.</source>
            <translation>{path} lässt sich nicht lesen ({reason}); prüfen Sie die Zugriffsrechte oder kopieren Sie es an einen anderen Ort.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>{width} × {height} pixels</source>
            <translation>{width} × {height} Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>{name} is empty (0 bytes); copy or export it again.</source>
            <translation>{name} ist leer (0 Bytes); kopieren oder exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>{name} is too small ({size}); an image needs at least {min_side_px} × {min_side_px} pixels.</source>
            <translation>{name} ist zu klein ({size}); ein Gesichtsfeld braucht mindestens {min_side_px} × {min_side_px} Pixel.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>{name} is too large ({size}, the limit is {max_pixels:,}); cut it into smaller images, or raise max_pixels in the settings.</source>
            <translation>{name} ist zu groß ({size}, die Grenze liegt bei {max_pixels:,}); zerlegen Sie es in kleinere Gesichtsfelder oder erhöhen Sie max_pixels in den Einstellungen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>The folder {path} has no images ({kinds}); choose the folder that holds them.</source>
            <translation>Der Ordner {path} enthält keine Bilder ({kinds}); wählen Sie den Ordner, in dem sie liegen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/reader.py" />
            <source>{path} is a folder, not an image; choose one of the files in it.</source>
            <translation>{path} ist ein Ordner und kein Bild; wählen Sie eine der Dateien darin.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/slide_source.py" />
            <source>The slide {path} is damaged or of an unusual kind; copy it again, with all its files.</source>
            <translation>Der Objektträger-Scan {path} ist beschädigt oder von ungewöhnlicher Art; kopieren Sie ihn mit allen seinen Dateien noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/slide_source.py" />
            <source>{path} is a whole slide, and the reader for those is not installed; install it with `pip install 'leukodesk[slides]'`, or export the slide as a tiled TIFF.</source>
            <translation>{path} ist ein ganzer Objektträger-Scan, und das Leseprogramm dafür ist nicht installiert; installieren Sie es mit `pip install 'leukodesk[slides]'` oder exportieren Sie den Scan als gekacheltes TIFF.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/stain.py" />
            <source>has colours that are no numbers</source>
            <translation>hat Farben, die keine Zahlen sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/stain.py" />
            <source>is black</source>
            <translation>ist schwarz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/stain.py" />
            <source>shows nothing stained</source>
            <translation>zeigt nichts Gefärbtes</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/stain.py" />
            <source>has no colours</source>
            <translation>hat keine Farben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/stain.py" />
            <source>{name} {problem}, so it cannot be a colour template; choose a stained smear.</source>
            <translation>{name} {problem} und kann darum keine Farbvorlage sein; wählen Sie ein gefärbtes Gesichtsfeld.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/stain.py" />
            <source>{path} is no colour template; choose an image or a saved template.</source>
            <translation>{path} ist keine Farbvorlage; wählen Sie ein Bild oder eine gespeicherte Vorlage.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/stain.py" />
            <source>The colour template {path} cannot be read ({reason}); choose another one.</source>
            <translation>Die Farbvorlage {path} lässt sich nicht lesen ({reason}); wählen Sie eine andere.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_header.py" />
            <source>{name} keeps its colours in a way that is not read, such as CIELab or numbers with a fraction; export it as RGB with 8 or 16 bits per channel.</source>
            <translation>{name} hält seine Farben auf eine Weise fest, die nicht gelesen wird, etwa als CIELab oder als Kommazahlen; exportieren Sie es als RGB mit 8 oder 16 Bit je Kanal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_header.py" />
            <location filename="../../leukodesk/imaging/tiff_source.py" />
            <source>{name} holds {fields} images of one size; export each image as a file of its own.</source>
            <translation>{name} enthält {fields} Bilder gleicher Größe; exportieren Sie jedes Gesichtsfeld als eigene Datei.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_header.py" />
            <source>{name} keeps its 16-bit colours apart; export it as 8-bit or interleaved TIFF, or PNG.</source>
            <translation>{name} hält seine 16-Bit-Farben getrennt; exportieren Sie es als TIFF mit 8 Bit oder mit verschränkten Farben, oder als PNG.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_source.py" />
            <source>The TIFF {name} is damaged or incomplete; copy or export the file again.</source>
            <translation>Das TIFF {name} ist beschädigt oder unvollständig; kopieren oder exportieren Sie die Datei noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_source.py" />
            <source>{name} holds {images} images; export the one you mean as a file of its own.</source>
            <translation>{name} enthält {images} Bilder; exportieren Sie das gemeinte als eigene Datei.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_source.py" />
            <source>{name} is large and has {bitspersample} bits per channel in {photometric} colours; export it as 8-bit RGB, and it can be read in parts.</source>
            <translation>{name} ist groß und hat {bitspersample} Bit je Farbkanal in {photometric}-Farben; exportieren Sie es als RGB mit 8 Bit, dann lässt es sich in Teilen lesen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_source.py" />
            <source>{name} is large and lies on its side; export it upright.</source>
            <translation>{name} ist groß und liegt auf der Seite; exportieren Sie es aufrecht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/imaging/tiff_source.py" />
            <source>The pixels of {name} are compressed as {compression}; install the reader for that with `pip install 'leukodesk[slides]'`.</source>
            <translation>Die Pixel von {name} sind mit {compression} komprimiert; installieren Sie das Leseprogramm dafür mit `pip install 'leukodesk[slides]'`.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/abstention_words.py" />
            <source>never: its recipe asks that {share:.0%} of what it names be right, and on held-out data it was so without a threshold, or none that leaves you less than half would have made it so</source>
            <translation>nie: Sein Rezept verlangt, dass {share:.0%} von dem stimmen, was es benennt; auf zurückgehaltenen Daten war das ohne Schwelle so, oder keine, die Ihnen weniger als die Hälfte überlässt, hätte es erreicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_checks.py" />
            <source>{heat:.0%} of the heat lies inside the cell, which takes {area:.0%} of the crop; with random weights a heatmap keeps a rank correlation of {last:.2f} with the true one, so it {verdict} ({n} cells of {data}, {method}).</source>
            <translation>{heat:.0%} der Wärme liegen in der Zelle, die {area:.0%} des Ausschnitts einnimmt; mit zufälligen Gewichten behält eine Heatmap eine Rangkorrelation von {last:.2f} mit der echten, sie {verdict} ({n} Zellen aus {data}, {method}).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_checks.py" />
            <source>follows what the model learnt</source>
            <translation>folgt also dem, was das Modell gelernt hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_checks.py" />
            <source>shows outlines more than what it learnt</source>
            <translation>zeigt also eher Umrisse als das Gelernte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_checks.py" />
            <source>With random weights a heatmap keeps a rank correlation of {last:.2f} with the true one, so it {verdict} ({n} cells of {data}, {method}).</source>
            <translation>Mit zufälligen Gewichten behält eine Heatmap eine Rangkorrelation von {last:.2f} mit der echten, sie {verdict} ({n} Zellen aus {data}, {method}).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>{name} was written by a newer LeukoDesk (card version {version}, this one reads up to {schema_version}); update LeukoDesk.</source>
            <translation>{name} stammt von einem neueren LeukoDesk (Kartenfassung {version}, dieses liest bis {schema_version}); aktualisieren Sie LeukoDesk.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>The weights {path} of model {card} are missing; put the file back beside its card or import the model again.</source>
            <translation>Die Gewichte {path} des Modells {card} fehlen; legen Sie die Datei wieder neben die Karte oder importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>The weights {path} are not those that the card of model {card} describes (sha256 differs); import the model again.</source>
            <translation>Die Gewichte {path} sind nicht die, die die Karte des Modells {card} beschreibt (SHA-256 weicht ab); importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>{path} is not the file that the card of model {card} describes (sha256 differs); import the model again.</source>
            <translation>{path} ist nicht die Datei, die die Karte des Modells {card} beschreibt (SHA-256 weicht ab); importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>{name} is no model card, or is damaged; import or train the model again.</source>
            <translation>{name} ist keine Modellkarte oder beschädigt; importieren oder trainieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>the whole file</source>
            <translation>die ganze Datei</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>{name} is not a valid model card: {where}: {reason}; import or train the model again.</source>
            <translation>{name} ist keine gültige Modellkarte (Fehler bei: {where}); importieren oder trainieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <location filename="../../leukodesk/inference/model_archive.py" />
            <source>{path} cannot be read ({reason}); check the path and its permissions.</source>
            <translation>{path} lässt sich nicht lesen ({reason}); prüfen Sie den Pfad und die Zugriffsrechte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>The weights {path} cannot be read ({reason}); check its permissions.</source>
            <translation>Die Gewichte {path} lassen sich nicht lesen ({reason}); prüfen Sie die Zugriffsrechte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/card_files.py" />
            <source>{path}, which belongs to model {card}, cannot be read ({reason}); put it back beside the card or import the model again.</source>
            <translation>{path}, das zum Modell {card} gehört, lässt sich nicht lesen ({reason}); legen Sie es wieder neben die Karte oder importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier.py" />
            <location filename="../../leukodesk/inference/pipeline.py" />
            <source>Classifying cells</source>
            <translation>Zellen werden klassifiziert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier.py" />
            <source>The graphics card has too little free memory for model {card}; it now runs on the CPU.</source>
            <translation>Die Grafikkarte hat zu wenig freien Speicher für das Modell {card}; es läuft jetzt auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier.py" />
            <source>Model {card} names cells, not smears; choose a model of smears.</source>
            <translation>Das Modell {card} benennt Zellen, keine Gesichtsfelder; wählen Sie ein Modell für Gesichtsfelder.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier.py" />
            <location filename="../../leukodesk/inference/segmenters/unet_weights.py" />
            <source>There is not enough memory to run model {card}; close other programs.</source>
            <translation>Der Arbeitsspeicher reicht für das Modell {card} nicht aus; schließen Sie andere Programme.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier_files.py" />
            <source>Model {card} is to name whole smears, which the architecture {architecture} cannot; import the model again.</source>
            <translation>Das Modell {card} soll ganze Gesichtsfelder benennen, was die Architektur {architecture} nicht kann; importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier_files.py" />
            <source>The weights {path} hold values that are no numbers, so the model could name nothing; choose another model, or train it anew.</source>
            <translation>Die Gewichte {path} enthalten Werte, die keine Zahlen sind, das Modell könnte also nichts benennen; wählen Sie ein anderes Modell, oder trainieren Sie es neu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier_files.py" />
            <source>Model {card} needs the architecture '{architecture}', which is not installed; update LeukoDesk or install the plugin that brings it.</source>
            <translation>Das Modell {card} braucht die Architektur „{architecture}“, die nicht installiert ist; aktualisieren Sie LeukoDesk oder installieren Sie die Erweiterung, die sie mitbringt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier_files.py" />
            <source>The weights {path} are not a readable safetensors file ({error}); import the model again.</source>
            <translation>Die Gewichte {path} sind keine lesbare safetensors-Datei; importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifier_files.py" />
            <source>The weights {path} do not fit the architecture {architecture} with {classes} classes; import the model again.</source>
            <translation>Die Gewichte {path} passen nicht zur Architektur {architecture} mit {classes} Klassen; importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/architecture.py" />
            <source>{title} names cells by measured features and has no layer to draw a heatmap from; choose a network to see where in a cell the evidence lies.</source>
            <translation>{title} benennt Zellen nach gemessenen Merkmalen und hat keine Schicht, aus der sich eine Heatmap zeichnen ließe; wählen Sie ein Netz, um zu sehen, worauf es in einer Zelle ankommt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/handcrafted.py" />
            <source>Measuring</source>
            <translation>Messung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/imagenet.py" />
            <source>{network} starts from ImageNet weights, {origin}.</source>
            <translation>{network} geht von ImageNet-Gewichten aus, {origin}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/imagenet.py" />
            <source>{network} starts from random weights.</source>
            <translation>{network} geht von zufälligen Gewichten aus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/imagenet.py" />
            <source>the file {name}</source>
            <translation>der Datei {name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/imagenet.py" />
            <source>torchvision's {name}</source>
            <translation>{name} von torchvision</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/imagenet.py" />
            <source>{path} is not a readable safetensors file ({error}); fetch it again.</source>
            <translation>{path} ist keine lesbare safetensors-Datei; laden Sie sie noch einmal herunter.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/imagenet.py" />
            <source>The ImageNet weights {url} cannot be fetched ({error}); connect to the internet, or put {name} into {folder}.</source>
            <translation>Die ImageNet-Gewichte {url} lassen sich nicht laden ({error}); stellen Sie eine Internetverbindung her, oder legen Sie {name} in {folder}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/imagenet.py" />
            <source>ImageNet weights from {origin} do not fit {architecture}; fetch those of that architecture.</source>
            <translation>Die ImageNet-Gewichte aus {origin} passen nicht zu {architecture}; laden Sie die dieser Architektur herunter.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/measured_models.py" />
            <source>{title} needs the package {package}, which is missing; install leukodesk[baselines], or choose another model.</source>
            <translation>{title} braucht das Paket {package}, das fehlt; installieren Sie leukodesk[baselines] oder wählen Sie ein anderes Modell.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/measured_models.py" />
            <source>{title} answers otherwise with {package} {version} than when it was fitted; train it again, or install the release that it was fitted with.</source>
            <translation>{title} antwortet mit {package} {version} anders als bei der Anpassung; trainieren Sie es neu, oder installieren Sie die Version, mit der es angepasst wurde.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/devices.py" />
            <source>CPU, {threads}</source>
            <translation>CPU, {threads}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/devices.py" />
            <source>There is no device called '{wanted}'; choose auto, cpu or cuda.</source>
            <translation>Ein Gerät „{wanted}“ gibt es nicht; wählen Sie auto, cpu oder cuda.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/devices.py" />
            <source>No CUDA device can be used on this machine; choose the device auto or cpu.</source>
            <translation>Auf diesem Rechner lässt sich kein CUDA-Gerät verwenden; wählen Sie das Gerät auto oder cpu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/devices.py" />
            <source>The CUDA device of this machine cannot be used ({reason}); choose the device auto or cpu.</source>
            <translation>Die CUDA-Grafikkarte dieses Rechners lässt sich nicht verwenden ({reason}); wählen Sie als Gerät auto oder cpu.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/inference/devices.py" />
            <source>{n} threads</source>
            <comment>1 thread</comment>
            <translation>
                <numerusform>1 Thread</numerusform>
                <numerusform>{n} Threads</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/distribution.py" />
            <source>{name} is not a readable description of the cells a model learnt from ({error}); import the model again.</source>
            <translation>{name} ist keine lesbare Beschreibung der Zellen, aus denen ein Modell gelernt hat; importieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/explain.py" />
            <source>explainer</source>
            <translation>Erklärverfahren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/explain.py" />
            <location filename="../../leukodesk/inference/pipeline.py" />
            <source>Explaining cells</source>
            <translation>Zellen werden erklärt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/explain.py" />
            <source>CAM reads networks that end in the mean of their maps and one linear layer, which model {card} does not; choose another method, for example gradcam.</source>
            <translation>CAM liest Netze, die mit dem Mittel ihrer Karten und einer linearen Schicht enden, was das Modell {card} nicht tut; wählen Sie ein anderes Verfahren, zum Beispiel gradcam.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>From {half} to {whole} to learn from, the last {step}, balanced accuracy went from {before:.3f} to {after:.3f}: a gain of {gain:+.3f} ({low:+.3f} to {high:+.3f}, {how}), {verdict}. The interval is that of the held-out cells, not of the training: each share was drawn and trained once. {outlook}</source>
            <translation>Von {half} auf {whole} zum Lernen ({step}) ging die ausgewogene Treffergenauigkeit von {before:.3f} auf {after:.3f}: ein Gewinn von {gain:+.3f} ({low:+.3f} bis {high:+.3f}, {how}), {verdict}. Das Intervall ist das der zurückgehaltenen Zellen, nicht das des Trainings: Jeder Anteil wurde einmal gezogen und trainiert. {outlook}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>A {law} through the {number} points ({formula}, n {units}) expects {ahead}; that lies beyond everything measured and holds at best for more data of the same kind.</source>
            <translation>{law} durch die {number} Punkte ({formula}, n {units}) lässt {ahead} erwarten; das liegt jenseits alles Gemessenen und gilt bestenfalls für mehr Daten derselben Art.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>error = {offset:.3f} + {slope:.3g}·n^−{exponent:.2f}</source>
            <translation>Fehler = {offset:.3f} + {slope:.3g}·n^−{exponent:.2f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>more than chance explains, so further data of this kind should still help</source>
            <translation>mehr, als der Zufall erklärt; weitere Daten dieser Art sollten also noch helfen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>doubling</source>
            <translation>die letzte Verdoppelung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>step</source>
            <translation>der letzte Schritt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>From {half} to {whole} to learn from, the last {step}, balanced accuracy stayed {after:.3f}: both are right about the same part of what was held out, so no gain is shown. Each share was drawn and trained once. {outlook}</source>
            <translation>Von {half} auf {whole} zum Lernen ({step}) blieb die ausgewogene Treffergenauigkeit bei {after:.3f}: Beide liegen beim selben Teil des Zurückgehaltenen richtig, also zeigt sich kein Gewinn. Jeder Anteil wurde einmal gezogen und trainiert. {outlook}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{number} points are too few to say what more would bring.</source>
            <translation>{number} Punkte sind zu wenige, um zu sagen, was mehr Daten brächten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>The points do not rise from each to the next and are too uneven to say what more would bring.</source>
            <translation>Die Punkte steigen nicht von einem zum nächsten und sind zu ungleichmäßig, um zu sagen, was mehr Daten brächten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{value:.3f} ({low:.3f} to {high:.3f}) from {units}</source>
            <translation>{value:.3f} ({low:.3f} bis {high:.3f}) für {units}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>error = {offset:.3f} − {slope:.3f}·ln n</source>
            <translation>Fehler = {offset:.3f} − {slope:.3f}·ln n</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>a loss beyond chance, so further data of this kind alone would not help</source>
            <translation>ein Verlust, den der Zufall nicht erklärt; weitere Daten dieser Art allein würden also nicht helfen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>no more than chance explains, so no gain is shown</source>
            <translation>nicht mehr, als der Zufall erklärt; ein Gewinn ist also nicht gezeigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>judged in pairs</source>
            <translation>paarweise beurteilt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>as if judged on different cells</source>
            <translation>wie an verschiedenen Zellen beurteilt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>power law</source>
            <translation>Ein Potenzgesetz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>line in the logarithm</source>
            <translation>Eine Gerade im Logarithmus</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/field_answer.py" />
            <source>Model {card} was trained and judged on whole smears: what it says of a single cell only shows how that cell weighs in the smear's answer.</source>
            <translation>Das Modell {card} wurde an ganzen Gesichtsfeldern trainiert und beurteilt: Was es von einer einzelnen Zelle sagt, zeigt nur, wie sie in der Antwort für das Gesichtsfeld wiegt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/field_answer.py" />
            <source>Model {model_id} learnt from cells found by {finder} ({settings}); its figures do not hold for cells found in another way.</source>
            <translation>Das Modell {model_id} hat aus Zellen gelernt, die {finder} gefunden hat ({settings}); für anders gefundene Zellen gelten seine Zahlen nicht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/library.py" />
            <source>model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/library.py" />
            <source>{candidate} is a model in use and not a candidate; it was not deleted.</source>
            <translation>{candidate} ist ein Modell in Gebrauch und kein Kandidat; es wurde nicht gelöscht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/library.py" />
            <source>{path} holds the card of model {card}; rename it to {card}{card_suffix}.</source>
            <translation>{path} enthält die Karte des Modells {card}; benennen Sie die Datei um in {card}{card_suffix}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/library.py" />
            <source>{path} has the id of a model in {folder}; import it instead.</source>
            <translation>{path} trägt die Kennung eines Modells in {folder}; importieren Sie es stattdessen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/library.py" />
            <source>{path} lacks control figures, without which no built-in model is used; mend it.</source>
            <translation>{path} fehlen Kontrollwerte, ohne die kein mitgeliefertes Modell verwendet wird; berichtigen Sie die Karte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_archive.py" />
            <source>{path} is not an exported model: it holds {number} model cards; export it again.</source>
            <translation>{path} ist kein exportiertes Modell: Es enthält {number} Modellkarten; exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_archive.py" />
            <source>{path} lacks {name}; export the model again.</source>
            <translation>{path} fehlt {name}; exportieren Sie das Modell noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_archive.py" />
            <source>{name} in {path} is not what its card describes (sha256 differs); export it again.</source>
            <translation>{name} in {path} ist nicht das, was die Karte beschreibt (SHA-256 weicht ab); exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_archive.py" />
            <source>{path} is not an exported model: {name} has {size} bytes; export it again.</source>
            <translation>{path} ist kein exportiertes Modell: {name} hat {size} Bytes; exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_archive.py" />
            <source>{path} cannot be written ({reason}); choose another folder or allow writing there.</source>
            <translation>{path} lässt sich nicht schreiben ({reason}); wählen Sie einen anderen Ordner oder erlauben Sie dort das Schreiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_archive.py" />
            <source>{path} is damaged and not an exported model; export it again.</source>
            <translation>{path} ist beschädigt und kein exportiertes Modell; exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_files.py" />
            <source>The model {model_id} cannot be written to {home} ({reason}); free space or allow writing there.</source>
            <translation>Das Modell {model_id} lässt sich nicht in {home} schreiben ({reason}); schaffen Sie Platz oder erlauben Sie dort das Schreiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/model_files.py" />
            <source>{candidate} cannot be deleted ({reason}); delete it by hand.</source>
            <translation>{candidate} lässt sich nicht löschen ({reason}); löschen Sie es von Hand.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/pipeline.py" />
            <location filename="../../leukodesk/jobs/analyst.py" />
            <source>Finding cells</source>
            <translation>Zellen werden gesucht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/pipeline.py" />
            <source>A heatmap explains a classifier; choose a classifier or leave the heatmap out.</source>
            <translation>Eine Heatmap erklärt einen Klassifikator; wählen Sie einen Klassifikator oder lassen Sie die Heatmap weg.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/pipeline.py" />
            <source>class of model {model}</source>
            <translation>Klasse des Modells {model}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/plugins.py" />
            <source>The plugin {value} does not register the {noun} '{entry_id}' that it announces; update or uninstall it.</source>
            <translation>Die Erweiterung {value} meldet „{entry_id}“ ({noun}) nicht an, wie sie es ankündigt; aktualisieren oder deinstallieren Sie sie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/plugins.py" />
            <source>The plugin {value} brings a {noun} called '{point}', and another one with that id is installed; uninstall one of the two.</source>
            <translation>Die Erweiterung {value} bringt „{point}“ ({noun}) mit, und mit dieser Kennung ist schon etwas anderes installiert; deinstallieren Sie eines von beiden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/plugins.py" />
            <source>The plugin {value} with the {noun} '{entry_id}' cannot be loaded ({error}); update or uninstall it.</source>
            <translation>Die Erweiterung {value} mit „{entry_id}“ ({noun}) lässt sich nicht laden; aktualisieren oder deinstallieren Sie sie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/procedures.py" />
            <source>{settings}</source>
            <translation>{settings}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/procedures.py" />
            <source>{setting} {value}</source>
            <translation>{setting} {value}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/reference.py" />
            <source>Model {card} answers otherwise here than where it was measured: of a synthetic smear, a probability differs by {difference:.2f}. Its figures may not hold here; measure it again with `leukodesk models judge`, or use LeukoDesk {version}, which made it.</source>
            <translation>Das Modell {card} antwortet hier anders als dort, wo es gemessen wurde: An einem künstlichen Gesichtsfeld weicht eine Wahrscheinlichkeit um {difference:.2f} ab. Seine Kennzahlen gelten hier vielleicht nicht; messen Sie es mit `leukodesk models judge` neu, oder verwenden Sie LeukoDesk {version}, womit es entstand.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/reference_finds.py" />
            <source>{path} is missing or damaged; install the program again.</source>
            <translation>{path} fehlt oder ist beschädigt; installieren Sie das Programm neu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/reference_finds.py" />
            <source>Segmenter {segmenter} finds other outlines here than where it was measured: {differing} of {found} finds in a synthetic smear differ. Its figures may not hold here; install LeukoDesk again in a fresh environment.</source>
            <translation>Der Segmentierer {segmenter} findet hier andere Umrisse als dort, wo er gemessen wurde: {differing} von {found} Funden in einem künstlichen Gesichtsfeld weichen ab. Seine Kennzahlen gelten hier vielleicht nicht; installieren Sie LeukoDesk in einer frischen Umgebung neu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/registry.py" />
            <source>segmenter</source>
            <translation>Segmentierer</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/registry.py" />
            <source>architecture</source>
            <translation>Architektur</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/scaling.py" />
            <source>The stated scale is {stated_um:.3g} µm per pixel, but the red cells of this image say about {measured_um:.3g}; check it, since cells are looked for by their size.</source>
            <translation>Der angegebene Maßstab ist {stated_um:.3g} µm je Pixel, die Erythrozyten dieses Bildes sprechen aber für etwa {measured_um:.3g}; prüfen Sie ihn, denn Zellen werden nach ihrer Größe gesucht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/scaling.py" />
            <source>The scale could not be measured on red cells, so {pixel_size_um:.3g} µm per pixel is assumed; give the pixel size if you know it.</source>
            <translation>Der Maßstab ließ sich nicht an Erythrozyten messen, darum werden {pixel_size_um:.3g} µm je Pixel angenommen; geben Sie die Pixelgröße an, wenn Sie sie kennen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/scaling.py" />
            <source>The scale of {pixel_size_um:.3g} µm per pixel is a rough guess from few red cells or from the nuclei; give the pixel size if you know it.</source>
            <translation>Der Maßstab von {pixel_size_um:.3g} µm je Pixel ist grob geschätzt, aus wenigen Erythrozyten oder den Kernen; geben Sie die Pixelgröße an, wenn Sie sie kennen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/scaling.py" />
            <source>A pixel of {pixel_size_um} µm is impossible; give micrometres per pixel, such as 0.1.</source>
            <translation>Ein Pixel von {pixel_size_um} µm ist unmöglich; geben Sie Mikrometer je Pixel an, etwa 0,1.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenter_library.py" />
            <source>set of segmenter weights</source>
            <translation>Satz von Segmentierer-Gewichten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenter_library.py" />
            <source>The weights {card} cannot be written to {home} ({reason}); free space or allow writing there.</source>
            <translation>Die Gewichte {card} lassen sich nicht in {home} schreiben ({reason}); schaffen Sie Platz oder erlauben Sie dort das Schreiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/entry.py" />
            <source>preset of {segmenter}</source>
            <translation>Voreinstellung von {segmenter}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>The field does not fill the image; what lies outside it was left out.</source>
            <translation>Das Gesichtsfeld füllt das Bild nicht aus; was außerhalb liegt, wurde ausgelassen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>The image looks like a negative: its cells are green and brighter than the background; do not rely on what is found in it before its colours are inverted.</source>
            <translation>Das Bild sieht wie ein Negativ aus: Seine Zellen sind grün und heller als der Hintergrund; verlassen Sie sich nicht auf das, was darin gefunden wird, bevor seine Farben umgekehrt sind.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>At {size:g} µm per pixel a white cell is about {width} pixels wide, too few to outline it; check the scale, or take the picture at a higher magnification.</source>
            <translation>Bei {size:g} µm je Pixel ist eine weiße Zelle etwa {width} Pixel breit, zu wenige, um sie zu umreißen; prüfen Sie den Maßstab, oder nehmen Sie das Bild stärker vergrößert auf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>At {size:g} µm per pixel this image would have to be enlarged more than memory allows, so cells may be missed; check the scale, photograph it at a higher magnification, or choose another segmenter.</source>
            <translation>Bei {size:g} µm je Pixel müsste dieses Bild stärker vergrößert werden, als der Speicher erlaubt; daher können Zellen fehlen. Prüfen Sie den Maßstab, fotografieren Sie mit stärkerer Vergrößerung, oder wählen Sie ein anderes Verfahren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>Measuring the background</source>
            <translation>Hintergrund wird gemessen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>Measuring the red cells</source>
            <translation>Erythrozyten werden gemessen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>The image is a cut-out on black, so the colour of the background was assumed.</source>
            <translation>Das Bild ist ein Ausschnitt auf Schwarz, darum wurde die Farbe des Hintergrunds angenommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>The image is too dark to find cells in.</source>
            <translation>Das Bild ist zu dunkel, um Zellen darin zu finden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>The image is empty: nothing in it is darker than its background.</source>
            <translation>Das Bild ist leer: Nichts darin ist dunkler als sein Hintergrund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field.py" />
            <source>The pixel size could not be measured on red cells and is a rough guess.</source>
            <translation>Die Pixelgröße ließ sich nicht an Erythrozyten messen und ist grob geschätzt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field_segmenter.py" />
            <source>No white cell was found in the image.</source>
            <translation>Im Bild wurde keine weiße Zelle gefunden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field_segmenter.py" />
            <source>No white cell was found in the image, only smudge cells or what is no cell, such as platelets and dirt.</source>
            <translation>Im Bild wurde keine weiße Zelle gefunden, nur Kernschatten oder was keine Zelle ist, etwa Thrombozyten und Schmutz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field_segmenter.py" />
            <source>The stain of this image is pale, so cells were looked for in strengthened colours; doubt what was found.</source>
            <translation>Dieses Bild ist blass gefärbt, daher wurde in verstärkten Farben nach Zellen gesucht; prüfen Sie, was gefunden wurde.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field_segmenter.py" />
            <source>The red cells of this image are grey or blue, so cells were looked for in the colours of a usual stain; smudge cells are not told from others in it.</source>
            <translation>Die Erythrozyten dieses Bildes sind grau oder blau, daher wurde in den Farben einer üblichen Färbung nach Zellen gesucht; Kernschatten werden darin nicht von anderen Zellen unterschieden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/field_segmenter.py" />
            <source>Cells found</source>
            <translation>Zellen gefunden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/grey.py" />
            <source>The image has no colours, so cells were found by darkness alone; smudge cells are not told from others in it.</source>
            <translation>Das Bild hat keine Farben, daher wurden Zellen allein nach Dunkelheit gefunden; Kernschatten werden darin nicht von anderen unterschieden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/lab_kmeans.py" />
            <source>The image has no colours, so LAB k-means finds no cells; use pivot-growing.</source>
            <translation>Das Bild hat keine Farben, darum findet LAB-k-Means keine Zellen; verwenden Sie pivot-growing.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/lab_kmeans.py" />
            <source>Clustering colours</source>
            <translation>Farben werden gruppiert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/lab_kmeans.py" />
            <source>Finding cytoplasm</source>
            <translation>Zytoplasma wird gesucht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/lab_kmeans.py" />
            <location filename="../../leukodesk/inference/segmenters/pivot_growing.py" />
            <location filename="../../leukodesk/inference/segmenters/unet_plr.py" />
            <source>Parting cells</source>
            <translation>Zellen werden getrennt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/lab_kmeans.py" />
            <location filename="../../leukodesk/inference/segmenters/pivot_growing.py" />
            <location filename="../../leukodesk/inference/segmenters/unet_plr.py" />
            <source>Outlining cells</source>
            <translation>Umrisse werden gezogen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/pivot_growing.py" />
            <source>{share} % of what is stained is farther than the growing threshold from every pivot and was left out; raise the threshold or the number of pivots, or give position less weight.</source>
            <translation>{share} % dessen, was gefärbt ist, liegt weiter als die Wachstumsschwelle von jedem Pivot entfernt und wurde ausgelassen; erhöhen Sie die Schwelle oder die Zahl der Pivots, oder geben Sie dem Ort weniger Gewicht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/pivot_growing.py" />
            <source>Growing regions</source>
            <translation>Regionen wachsen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>{title} ({name}) must be {range_text}, not {value}.</source>
            <translation>{title} ({name}) muss {range_text} sein, nicht {value}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>one of {choices}</source>
            <translation>eines von {choices}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>yes or no</source>
            <translation>ja oder nein</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>a whole number</source>
            <translation>eine ganze Zahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>a number</source>
            <translation>eine Zahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>{noun} from {low:g} to {high:g}{unit}</source>
            <translation>{noun} von {low:g} bis {high:g}{unit}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>{noun} of {low:g}{unit} or more</source>
            <translation>{noun} ab {low:g}{unit}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>{noun} up to {high:g}{unit}</source>
            <translation>{noun} bis {high:g}{unit}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>setting of {owner}</source>
            <translation>Einstellung von {owner}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/settings.py" />
            <source>'{text}' sets nothing; write it as NAME=VALUE, for example {example}.</source>
            <translation>„{text}“ stellt nichts ein; schreiben Sie NAME=WERT, zum Beispiel {example}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/unet_maps.py" />
            <location filename="../../leukodesk/inference/segmenters/unet_plr.py" />
            <source>Looking for cells</source>
            <translation>Zellen werden gesucht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/unet_plr.py" />
            <source>The graphics card has too little free memory for the U-Net; it ran on the CPU.</source>
            <translation>Die Grafikkarte hat zu wenig freien Speicher für das U-Net; es lief auf dem Prozessor.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/unet_weights.py" />
            <source>The weights {card} are for the network {network} with the maps {maps}, which this LeukoDesk does not have; update it.</source>
            <translation>Die Gewichte {card} sind für das Netz {network} mit den Karten {maps}, das dieses LeukoDesk nicht hat; aktualisieren Sie es.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/segmenters/unet_weights.py" />
            <source>The weights of {card} do not fit its network; import them again.</source>
            <translation>Die Gewichte {card} passen nicht zu ihrem Netz; importieren Sie sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/staining.py" />
            <source>The colours were adjusted to the template {template}, but the model {card} was trained without, so the figures on its card do not hold here.</source>
            <translation>Die Farben wurden an die Vorlage {template} angeglichen, das Modell {card} aber ohne trainiert, darum gelten die Zahlen seiner Karte hier nicht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/suggestions.py" />
            <source>{unlike} of {cells} cells are unlike those that model {card} learnt from, as out of focus, with another stain or camera, or what is no cell; check what it suggests here with more care.</source>
            <translation>{unlike} von {cells} Zellen gleichen denen nicht, aus denen das Modell {card} gelernt hat, etwa durch ein unscharfes Bild, eine andere Färbung oder Kamera, oder sind keine Zellen; prüfen Sie die Vorschläge hier besonders sorgfältig.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/analyst.py" />
            <location filename="../../leukodesk/jobs/large_analysis.py" />
            <location filename="../../leukodesk/jobs/preview.py" />
            <source>Preparing</source>
            <translation>Vorbereitung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/candidates.py" />
            <source>{figures} cannot be deleted ({reason}); delete it by hand.</source>
            <translation>{figures} lässt sich nicht löschen ({reason}); löschen Sie es von Hand.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/class_mapping.py" />
            <source>The class name '{name}' has no letters; say what it means with --class-map '{name}=NEW'.</source>
            <translation>Der Klassenname „{name}“ hat keine Buchstaben; sagen Sie bei der Zuordnung der Klassen, was er bedeutet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/class_mapping.py" />
            <source>--class-map has '{pair}', which is not OLD=NEW; OLD= takes the label away and OLD=- leaves these cells out.</source>
            <translation>--class-map enthält „{pair}“, was nicht ALT=NEU ist; ALT= nimmt die Zuordnung weg, und ALT=- lässt diese Zellen aus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/class_mapping.py" />
            <source>--class-map gives '{old}' two classes, {known} and {new}; name one.</source>
            <translation>--class-map gibt „{old}“ zwei Klassen, {known} und {new}; nennen Sie eine.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/copying.py" />
            <source>{target} is there already; choose another name for the copy.</source>
            <translation>{target} gibt es schon; wählen Sie einen anderen Namen für die Kopie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/copying.py" />
            <location filename="../../leukodesk/store/settling.py" />
            <source>The copy {target} cannot be written ({reason}); choose another place.</source>
            <translation>Die Kopie {target} lässt sich nicht schreiben ({reason}); wählen Sie einen anderen Ort.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/datasets.py" />
            <source>Saving met a problem LeukoDesk does not know; save a copy, the log has the details.</source>
            <translation>Beim Speichern trat ein Fehler auf, den LeukoDesk nicht kennt; speichern Sie eine Kopie, Einzelheiten stehen im Protokoll.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/datasets.py" />
            <source>{name} is open to look at only, since another window or program had it open to change it; close it there and open it here again, or save a copy and open that.</source>
            <translation>{name} ist nur zum Ansehen offen, weil ein anderes Fenster oder Programm es zum Ändern offen hatte; schließen Sie es dort und öffnen Sie es hier noch einmal, oder speichern Sie eine Kopie und öffnen Sie diese.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/datasets.py" />
            <source>{name} was restored from its backup {backup}.</source>
            <translation>{name} wurde aus der Sicherung {backup} wiederhergestellt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/datasets.py" />
            <source>{name} was restored from its backup {backup}; the damaged file is kept as {kept}.</source>
            <translation>{name} wurde aus der Sicherung {backup} wiederhergestellt; die beschädigte Datei bleibt als {kept} erhalten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/datasets.py" />
            <source>{name} is open to look at only, since its folder may not be written to; save a copy and open that to change anything.</source>
            <translation>{name} ist nur zum Ansehen offen, weil in den Ordner nicht geschrieben werden darf; speichern Sie eine Kopie und öffnen Sie diese, um etwas zu ändern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/datasets.py" />
            <source>The folder {parent} cannot be made ({reason}); make room or allow writing there.</source>
            <translation>Der Ordner {parent} lässt sich nicht anlegen ({reason}); schaffen Sie dort Platz oder erlauben Sie das Schreiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/datasets.py" />
            <source>Predictions were not kept and will be computed again. {error}</source>
            <translation>Vorhersagen wurden nicht gespeichert und werden neu berechnet. {error}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/dropping_metadata.py" />
            <source>{path} was written by a newer LeukoDesk and can only be read; update LeukoDesk.</source>
            <translation>{path} stammt von einem neueren LeukoDesk und kann nur gelesen werden; aktualisieren Sie LeukoDesk.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/exporting.py" />
            <source>The format {chosen} can only be read; choose another one.</source>
            <translation>Das Format {chosen} kann nur gelesen werden; wählen Sie ein anderes.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/exporting.py" />
            <source>{out} is a file; name a folder to write to.</source>
            <translation>{out} ist eine Datei; nennen Sie einen Ordner, in den geschrieben werden soll.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/exporting.py" />
            <source>{out} holds something already; choose an empty folder, or give --overwrite.</source>
            <translation>{out} enthält schon etwas; wählen Sie einen leeren Ordner oder erlauben Sie das Überschreiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/exporting.py" />
            <source>{out} cannot be read ({reason}); choose another folder.</source>
            <translation>{out} lässt sich nicht lesen ({reason}); wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/exporting.py" />
            <source>{path} is an image that no export wrote, and would be written over; choose another folder.</source>
            <translation>{path} ist ein Bild, das kein Export geschrieben hat, und würde überschrieben; wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/forgetting.py" />
            <source>A journal beside {path} cannot be removed ({reason}) and holds what was taken out; allow writing to its folder and repeat this.</source>
            <translation>Ein Journal neben {path} lässt sich nicht entfernen ({reason}) und enthält, was herausgenommen wurde; erlauben Sie das Schreiben in den Ordner und wiederholen Sie dies.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_images.py" />
            <source>its image was not found (--images names a folder)</source>
            <translation>ihr Bild wurde nicht gefunden (geben Sie den Ordner der Bilder an)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_images.py" />
            <source>{images} does not exist; name the folder of the images.</source>
            <translation>{images} gibt es nicht; nennen Sie den Ordner der Bilder.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_images.py" />
            <source>belongs to an image of another size than the one that was found</source>
            <translation>gehört zu einem Bild von anderer Größe als das gefundene</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_images.py" />
            <source>{name} ({width} × {height}, found {found_width} × {found_height})</source>
            <translation>{name} ({width} × {height}, gefunden {found_width} × {found_height})</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_images.py" />
            <source>its image may be any of several of that name (--images names a folder)</source>
            <translation>ihr Bild kann jedes von mehreren dieses Namens sein (geben Sie den Ordner der Bilder an)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_plan.py" />
            <source>its image cannot be read</source>
            <translation>ihr Bild lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_plan.py" />
            <source>{image} is left out: {reason}.</source>
            <translation>{image} wird ausgelassen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>lies on a cell that is in the dataset already</source>
            <translation>liegt auf einer Zelle, die der Datensatz schon hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>lies on a cell that is in the dataset already, labelled '{label}', which stays</source>
            <translation>liegt auf einer Zelle, die der Datensatz schon hat, zugeordnet als „{label}“, und das bleibt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>is in the dataset already</source>
            <translation>ist schon im Datensatz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>is in the dataset already, labelled '{label}', which stays</source>
            <translation>ist schon im Datensatz, zugeordnet als „{label}“, und das bleibt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>The format {chosen} can only be written; choose another one for {source}.</source>
            <translation>Das Format {chosen} kann nur geschrieben werden; wählen Sie ein anderes für {source}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>{source} tells of no image and no cell; check that it is what you mean.</source>
            <translation>{source} nennt kein Bild und keine Zelle; prüfen Sie, ob Sie das meinen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>is of the class '{name}', which is left out</source>
            <translation>ist von der Klasse „{name}“, die ausgelassen wird</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>lies within the first pixel of its image, as what is given in parts of the image does; give it in pixels</source>
            <translation>liegt im ersten Pixel seines Bildes, wie es Angaben in Teilen des Bildes tun; geben Sie den Ort in Pixeln an</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>{images} the same as another one, byte by byte; their cells share a smear.</source>
            <translation>{images} Byte für Byte gleich einem anderen; ihre Zellen liegen in einem gemeinsamen Gesichtsfeld.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>Who gave {labels} is left out, unless you ask for names; the history will say '{nobody}'.</source>
            <translation>Von wem Zuordnungen stammen ({labels}), wird weggelassen, sofern Sie keine Namen wünschen; im Verlauf steht „{nobody}“.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>The source names the patients of {smears}, whose ids are taken over as they are; with a key they become pseudonyms.</source>
            <translation>Für {smears} nennt die Quelle Patienten, deren Kennungen unverändert übernommen werden; mit einem Schlüssel werden Pseudonyme daraus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>is not to be seen in its image</source>
            <translation>ist in ihrem Bild nicht zu sehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>lies outside its image</source>
            <translation>liegt außerhalb ihres Bildes</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>No cell of {source} is called '{name}', which --class-map names.</source>
            <translation>Keine Zelle von {source} heißt „{name}“, wie es die Zuordnung der Klassen verlangt.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/jobs/import_planning.py" />
            <source>{n} labels</source>
            <comment>1 label</comment>
            <translation>
                <numerusform>1 Zuordnung</numerusform>
                <numerusform>{n} Zuordnungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>Skipped {number}: {reason}: {images}.</source>
            <translation>Ausgelassen, {number}: {reason}: {images}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{number} with an outline</source>
            <translation>{number} mit Umriss</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{name} ({format}): {images}, {cells}.</source>
            <translation>{name} ({format}): {images}, {cells}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{added} to be added, {labelled} to get a first label, {skipped} skipped; {new} new, {known} there already.</source>
            <translation>Neu: {added}, {new}. Erstmals zugeordnet: {labelled}. Ausgelassen: {skipped}. Schon vorhandene Gesichtsfelder: {known}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>Skipped {number}: {reason}.</source>
            <translation>Ausgelassen, {number}: {reason}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{names} and {more} more</source>
            <translation>{names} und {more} weitere</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{number} as boxes</source>
            <translation>{number} als Rahmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{number} as points</source>
            <translation>{number} als Punkte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{number} as whole images</source>
            <translation>{number} als ganze Bilder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{cells} cut at the border of the image</source>
            <translation>{cells} am Bildrand angeschnitten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>Classes to be added to the dataset: {classes}.</source>
            <translation>Neue Klassen im Datensatz: {classes}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_summary.py" />
            <source>{images} of the source without cells, not added: {names}.</source>
            <translation>{images} der Quelle ohne Zellen, nicht hinzugefügt: {names}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_undo.py" />
            <source>Nothing in the dataset was imported, so there is nothing to take back.</source>
            <translation>In diesem Datensatz wurde nichts importiert, es gibt also nichts zurückzunehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/import_undo.py" />
            <source>Nothing in the dataset comes from an import '{name}'; choose of: {names}.</source>
            <translation>Nichts im Datensatz stammt aus einem Import „{name}“; zur Wahl stehen: {names}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/importing.py" />
            <source>{path} cannot be read any more ({reason}); import it again.</source>
            <translation>{path} lässt sich nicht mehr lesen ({reason}); importieren Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/in_parts.py" />
            <source>Analysing part {number} of {count}</source>
            <translation>Teil {number} von {count} wird ausgewertet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/interrupted.py" />
            <source>This training is on its way already, in another window.</source>
            <translation>Dieses Training läuft schon, in einem anderen Fenster.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/interrupted.py" />
            <source>{filename} cannot be deleted ({reason}); delete it by hand.</source>
            <translation>{filename} lässt sich nicht löschen ({reason}); löschen Sie es von Hand.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/interrupted.py" />
            <source>{folder} cannot be written to ({reason}), so nothing can be trained; make room or allow it.</source>
            <translation>In {folder} lässt sich nicht schreiben ({reason}), darum kann nichts trainiert werden; schaffen Sie Platz oder erlauben Sie es.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/pseudonymising.py" />
            <source>{target} is the dataset itself; name a new file.</source>
            <translation>{target} ist der Datensatz selbst; nennen Sie eine neue Datei.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/report.py" />
            <source>There is no smear to report on; sign one, or name one.</source>
            <translation>Es gibt kein Gesichtsfeld, über das zu berichten wäre; geben Sie eines frei oder nennen Sie eines.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/report.py" />
            <source>A smear of the report is not in the dataset any more; choose another one.</source>
            <translation>Ein Gesichtsfeld des Berichts ist nicht mehr im Datensatz; wählen Sie ein anderes.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/second_reading.py" />
            <source>No cell is labelled here yet, so there is nothing to read a second time; label cells first.</source>
            <translation>Hier ist noch keine Zelle zugeordnet, also gibt es nichts ein zweites Mal zu befunden; ordnen Sie zuerst Zellen zu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/second_reading.py" />
            <source>All that others labelled here is signed and locked; unlock the smears that shall be read a second time, and say why.</source>
            <translation>Alles, was andere hier zugeordnet haben, ist freigegeben und gesperrt; entsperren Sie die Gesichtsfelder, die ein zweites Mal befundet werden sollen, und nennen Sie den Grund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/second_reading.py" />
            <source>Nobody but {annotator} has labelled a cell here, so there is nothing to read a second time; whoever reads second sets a name of their own first (Edit, Your name).</source>
            <translation>Niemand außer {annotator} hat hier eine Zelle zugeordnet, darum gibt es nichts ein zweites Mal zu befunden; wer als Zweites befundet, setzt zuerst einen eigenen Namen (Bearbeiten, Ihr Name).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/second_reading.py" />
            <source>{annotator} has read no cell that somebody else labelled, so nothing can be compared.</source>
            <translation>{annotator} hat keine Zelle befundet, die jemand anders zugeordnet hat, darum lässt sich nichts vergleichen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/smears.py" />
            <source>None of the {number} images in {folder} can be read; the first: {problem}</source>
            <translation>Keines der {number} Bilder in {folder} lässt sich lesen; das erste: {problem}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/staining.py" />
            <source>Reading</source>
            <translation>Lesen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/staining.py" />
            <source>Measuring colours</source>
            <translation>Farben werden gemessen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/staining.py" />
            <source>Adjusting colours</source>
            <translation>Farben werden angeglichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/jobs/staining.py" />
            <source>The colour template cannot be kept in {folder} ({reason}); make room or change its permissions.</source>
            <translation>Die Farbvorlage lässt sich nicht in {folder} ablegen ({reason}); schaffen Sie Platz oder ändern Sie die Zugriffsrechte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement.py" />
            <source>In {where} {who}, and agreement needs two readers; let another one label, or add their copy.</source>
            <translation>In {where} {who}, und Übereinstimmung braucht zwei Befunder; lassen Sie noch jemanden zuordnen oder fügen Sie dessen Kopie hinzu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement.py" />
            <source>{path} has other classes to choose from than {first}; classes are compared by their ids.</source>
            <translation>{path} lässt andere Klassen zur Wahl als {first}; Klassen werden nach ihren Kennungen verglichen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement.py" />
            <source>{reader} labelled {cells} differently in different copies, of which the latest counts; compare the copies themselves with --by file.</source>
            <translation>{reader} hat {cells} in verschiedenen Kopien verschieden zugeordnet, wovon die letzte Zuordnung zählt; vergleichen Sie die Kopien selbst mit --by file.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement.py" />
            <source>only {reader} labelled cells</source>
            <translation>hat nur {reader} Zellen zugeordnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement.py" />
            <source>nobody labelled a cell</source>
            <translation>hat niemand eine Zelle zugeordnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement.py" />
            <source>Decided on after readers had differed: {cells}; such decisions count as nobody's reading.</source>
            <translation>Entschieden, nachdem Befunder voneinander abgewichen waren: {cells}; solche Entscheidungen zählen als niemandes Befund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement_figures.py" />
            <source>{first} and {second} both labelled only {cells} of {smears}; {told}.</source>
            <translation>{first} und {second} haben gemeinsam nur wenig zugeordnet ({cells}, {smears}); {told}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement_figures.py" />
            <source>an interval needs two</source>
            <translation>ein Intervall braucht zwei Gesichtsfelder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement_figures.py" />
            <source>intervals of so few are widened accordingly</source>
            <translation>Intervalle so weniger sind entsprechend erweitert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement_figures.py" />
            <source>no cell is {name}</source>
            <translation>keine Zelle ist „{name}“</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/agreement_figures.py" />
            <source>every cell is {name}</source>
            <translation>jede Zelle ist „{name}“</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/backup.py" />
            <source>{main} is sound and needs no backup; open it.</source>
            <translation>{main} ist unbeschädigt und braucht keine Sicherung; öffnen Sie es.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/backup.py" />
            <source>{main} has no backup {backup} beside it; use a copy of your own.</source>
            <translation>Neben {main} liegt keine Sicherung {backup}; verwenden Sie eine eigene Kopie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/backup.py" />
            <source>{backup} could not be restored, since its folder may not be written to; copy the dataset with all its files to a folder of your own and restore it there.</source>
            <translation>{backup} ließ sich nicht wiederherstellen, weil in den Ordner nicht geschrieben werden darf; kopieren Sie den Datensatz mit allen seinen Dateien in einen eigenen Ordner und stellen Sie ihn dort wieder her.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/backup.py" />
            <source>{backup} could not be restored ({reason}); make room or allow writing to its folder, then try again.</source>
            <translation>{backup} ließ sich nicht wiederherstellen ({reason}); schaffen Sie Platz oder erlauben Sie das Schreiben in den Ordner, dann versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/checkpoint.py" />
            <source>{main} could not be saved ({reason}); every change is safe in the journal, make room or allow writing to its folder.</source>
            <translation>{main} ließ sich nicht speichern ({reason}); jede Änderung ist sicher im Journal, schaffen Sie Platz oder erlauben Sie das Schreiben in den Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/checkpoint.py" />
            <source>{main} could not be saved, since the disk gave back other bytes than it got; every change is safe in the journal, but check the disk.</source>
            <translation>{main} ließ sich nicht speichern, weil der Datenträger andere Bytes zurückgab, als er bekam; jede Änderung ist sicher im Journal, aber prüfen Sie den Datenträger.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/dataset.py" />
            <source>{path} holds no smear '{smear_id}'; look at the list of its smears.</source>
            <translation>{path} enthält kein Gesichtsfeld „{smear_id}“; sehen Sie in der Liste seiner Gesichtsfelder nach.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/dataset.py" />
            <source>{path} was written by a newer LeukoDesk; update LeukoDesk to copy it.</source>
            <translation>{path} stammt von einem neueren LeukoDesk; aktualisieren Sie LeukoDesk, um es zu kopieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/dataset.py" />
            <source>{path} is not open for writing; open it for writing to change it.</source>
            <translation>{path} ist nicht zum Schreiben offen; öffnen Sie es zum Schreiben, um es zu ändern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/elsewhere.py" />
            <source>Another program, as a sync client, put its own file in the place of {name} while that was open; it is kept as {kept}. Bring in the work it holds with 'Merge another copy…' or `leukodesk dataset merge`, then delete it.</source>
            <translation>Ein anderes Programm, etwa zum Abgleich von Ordnern, hat an die Stelle von {name} eine eigene Datei gesetzt, während jene offen war; sie ist als {kept} erhalten. Holen Sie die Arbeit darin mit „Weitere Kopie zusammenführen…“ oder `leukodesk dataset merge` herein und löschen Sie sie dann.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/elsewhere.py" />
            <source>{journal} holds changes to {name} that are not shown, since it was called {former} when they were made; close it before changing anything, call it {former} again and open that.</source>
            <translation>{journal} enthält Änderungen an {name}, die nicht gezeigt werden, weil die Datei damals {former} hieß; schließen Sie sie, bevor Sie etwas ändern, nennen Sie sie wieder {former} und öffnen Sie diese.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>nothing is given</source>
            <translation>nichts ist angegeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>{source} has no table of cells (.csv); name the table, or another format.</source>
            <translation>{source} enthält keine Zelltabelle (.csv); nennen Sie die Tabelle oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>{path} is no table of cells; it needs a column image, and x and y, or xmin, ymin, xmax and ymax, or cell_mask.</source>
            <translation>{path} ist keine Zelltabelle; sie braucht eine Spalte image und dazu x und y, oder xmin, ymin, xmax und ymax, oder cell_mask.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>{path} gives x and y beside a width and a height, but not whether they are the middle or a corner; name the sides of a box xmin, ymin, xmax and ymax, or leave out the size.</source>
            <translation>{path} nennt x und y neben Breite und Höhe, aber nicht, ob sie Mitte oder Ecke sind; nennen Sie die Seiten eines Rechtecks xmin, ymin, xmax und ymax, oder lassen Sie die Größe weg.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>{file} has no column label, class, class_name, name or kind, so its cells come without labels.</source>
            <translation>{file} hat keine Spalte label, class, class_name, name oder kind; daher kommen die Zellen ohne Zuordnung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>its mask does not fill its box</source>
            <translation>ihre Maske füllt ihr Rechteck nicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>a row of {file} has no readable place: {error}</source>
            <translation>eine Zeile von {file} hat keinen lesbaren Ort: {error}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <source>its mask is no box and runs</source>
            <translation>ihre Maske besteht nicht aus Rechteck und Lauflängen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/cell_table.py" />
            <location filename="../../leukodesk/store/formats/yolo.py" />
            <source>its box has no area</source>
            <translation>ihr Rechteck hat keine Fläche</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/class_folders.py" />
            <source>{source} has no images; name a folder with one sub-folder of images per class.</source>
            <translation>{source} enthält keine Bilder; nennen Sie einen Ordner mit einem Unterordner von Bildern je Klasse.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/class_folders.py" />
            <source>Each image is taken for one cell; of fields with several, import their marks.</source>
            <translation>Jedes Bild gilt als eine Zelle; von Gesichtsfeldern mit mehreren importieren Sie die Markierungen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/class_folders.py" />
            <source>place in its smear</source>
            <translation>Ort im Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/class_folders.py" />
            <source>outline</source>
            <translation>Umriss</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>it has neither outline, box nor point</source>
            <translation>sie hat weder Umriss noch Rechteck oder Punkt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>{source} has no COCO file (.json); name it, or another format.</source>
            <translation>{source} enthält keine COCO-Datei (.json); nennen Sie sie oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>{path} is no COCO file (it has no images and annotations); name another format.</source>
            <translation>{path} ist keine COCO-Datei (ihr fehlen images und annotations); nennen Sie ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>CVAT calls every painted mask a crowd: {masks} of {file} taken for one cell each.</source>
            <translation>CVAT nennt jede gemalte Maske eine Menge: {masks} von {file} als je eine Zelle genommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>its image is not in the list</source>
            <translation>ihr Bild steht nicht in der Liste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>several images of the file have the number of its image</source>
            <translation>mehrere Bilder der Datei haben die Nummer seines Bildes</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>several categories of the file have the number of its own</source>
            <translation>mehrere Kategorien der Datei haben die Nummer der seinen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>it is a crowd, not a cell</source>
            <translation>sie ist eine Ansammlung, keine Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>it has a score, so a model said it and no human</source>
            <translation>sie hat einen Score, ein Modell hat sie also benannt und kein Mensch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>its outline is neither polygons nor run lengths</source>
            <translation>ihr Umriss besteht weder aus Polygonen noch aus Lauflängen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>its run lengths have no size</source>
            <translation>ihre Lauflängen haben keine Größe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>its run lengths are of another size than its image</source>
            <translation>ihre Lauflängen haben eine andere Größe als ihr Bild</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>a polygon is no list of x and y</source>
            <translation>ein Polygon ist keine Liste von x und y</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>an annotation cannot be read: {error}</source>
            <translation>eine Annotation lässt sich nicht lesen: {error}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/store/formats/coco.py" />
            <source>{n} masks</source>
            <comment>1 mask</comment>
            <translation>
                <numerusform>1 Maske</numerusform>
                <numerusform>{n} Masken</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/folders.py" />
            <source>The folder {folder} cannot be listed ({reason}); check its permissions.</source>
            <translation>Der Inhalt des Ordners {folder} lässt sich nicht auflisten ({reason}); prüfen Sie die Zugriffsrechte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>a {kind} is no cell</source>
            <translation>{kind} ist keine Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>{source} has no GeoJSON files (.geojson); name their folder, or another format.</source>
            <translation>{source} enthält keine GeoJSON-Dateien (.geojson); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>{path} is no GeoJSON of features; export it from QuPath again.</source>
            <translation>{path} ist kein GeoJSON mit Features; exportieren Sie es noch einmal aus QuPath.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>it is no record</source>
            <translation>es ist kein Datensatz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>it has no geometry</source>
            <translation>es hat keine Geometrie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>its geometry is empty</source>
            <translation>seine Geometrie ist leer</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>a polygon is no list of rings</source>
            <translation>ein Polygon ist keine Liste von Ringen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>a point needs x and y</source>
            <translation>ein Punkt braucht x und y</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/geojson.py" />
            <source>a feature cannot be read: {error}</source>
            <translation>ein Feature lässt sich nicht lesen: {error}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/label_pixels.py" />
            <source>More than {most} cells do not fit a 16-bit label image; choose another format.</source>
            <translation>Mehr als {most} Zellen passen nicht in ein 16-Bit-Label-Bild; wählen Sie ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/label_pixels.py" />
            <source>whole cell: others cover it</source>
            <translation>ganze Zelle: andere verdecken sie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/label_pixels.py" />
            <source>pixels that others cover</source>
            <translation>Pixel, die andere verdecken</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/label_png.py" />
            <source>{source} has no label images (*{cells}); name their folder, or another format.</source>
            <translation>{source} enthält keine Label-Bilder (*{cells}); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/label_png.py" />
            <location filename="../../leukodesk/store/formats/ome_tiff.py" />
            <source>{path} is no label image of one channel; export it again.</source>
            <translation>{path} ist kein Label-Bild mit einem Kanal; exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/label_png.py" />
            <source>{path} cannot be read ({error}); export it again.</source>
            <translation>{path} lässt sich nicht lesen; exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/label_png.py" />
            <source>{beside} is of another size than {path}; export both again.</source>
            <translation>{beside} hat eine andere Größe als {path}; exportieren Sie beide noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>a {kind} of {number} points is no cell</source>
            <translation>{kind} aus {number} Punkten ist keine Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>{source} has no labelme files (.json); name their folder, or another format.</source>
            <translation>{source} enthält keine labelme-Dateien (.json); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>{path} is no labelme file (it has no shapes); name another format.</source>
            <translation>{path} ist keine labelme-Datei (ihr fehlen die shapes); nennen Sie ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>it has no points</source>
            <translation>sie hat keine Punkte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>a rectangle has no area</source>
            <translation>ein Rechteck hat keine Fläche</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>its mask is no image, or empty</source>
            <translation>ihre Maske ist kein Bild oder leer</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>{file}: a nucleus is kept as a mask or as polygons; another shape of it is left out.</source>
            <translation>{file}: Ein Kern wird als Maske oder als Polygone behalten; eine andere Form davon bleibt weg.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>its mask is no image</source>
            <translation>ihre Maske ist kein Bild</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/labelme.py" />
            <source>a shape cannot be read: {error}</source>
            <translation>eine Form lässt sich nicht lesen: {error}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/ome_tiff.py" />
            <source>{source} has no label images (*.ome.tiff); name their folder, or another format.</source>
            <translation>{source} enthält keine Label-Bilder (*.ome.tiff); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/ome_tiff.py" />
            <source>{path} cannot be read as TIFF ({error}); export it again.</source>
            <translation>{path} lässt sich nicht als TIFF lesen; exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>{value} is no number that is meant</source>
            <translation>{value} ist keine gemeinte Zahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>{value} is no count</source>
            <translation>{value} ist keine Anzahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>a polygon needs at least three points</source>
            <translation>ein Polygon braucht mindestens drei Punkte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>{path} is too large to be read whole; split it into several files.</source>
            <translation>{path} ist zu groß, um am Stück gelesen zu werden; teilen Sie es in mehrere Dateien auf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>{path} is not UTF-8 text; export it again as UTF-8.</source>
            <translation>{path} ist kein UTF-8-Text; exportieren Sie es noch einmal als UTF-8.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>{path} is not JSON ({where}); export it again.</source>
            <translation>{path} ist kein JSON ({where}); exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>{value} is no number</source>
            <translation>{value} ist keine Zahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/parsing.py" />
            <source>a vertex needs x and y</source>
            <translation>eine Ecke braucht x und y</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/points.py" />
            <source>{source} has no lists of points (.xyc); name their folder, or another format.</source>
            <translation>{source} enthält keine Punktlisten (.xyc); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/points.py" />
            <source>a line of {file} is no x and y</source>
            <translation>eine Zeile von {file} enthält kein x und y</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/points.py" />
            <source>a row of {file} has no field, x, y and kind</source>
            <translation>eine Zeile von {file} hat kein field, x, y und kind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/points.py" />
            <source>outline or box, kept as its centre</source>
            <translation>Umriss oder Rechteck, als Mittelpunkt behalten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/region_masks.py" />
            <source>{source} has no masks (*{mask}); name their folder, or another format.</source>
            <translation>{source} enthält keine Masken (*{mask}); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/region_masks.py" />
            <source>{path} holds other values than 0, 1 and 2; convert it, or draw it again.</source>
            <translation>{path} enthält andere Werte als 0, 1 und 2; wandeln Sie es um oder zeichnen Sie es neu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/region_masks.py" />
            <source>its mask is empty</source>
            <translation>ihre Maske ist leer</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/region_masks.py" />
            <source>The field a crop was cut from (parent_field) is not kept; split such crops by field.</source>
            <translation>Das Gesichtsfeld, aus dem ein Ausschnitt stammt (parent_field), wird nicht behalten; teilen Sie solche Ausschnitte nach Gesichtsfeldern auf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>{source} looks like none of the formats that are read; name one with --format ({names}).</source>
            <translation>{source} sieht nach keinem der lesbaren Formate aus; wählen Sie eines ({names}).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>{source} is a dataset; merge it as a copy instead of importing it.</source>
            <translation>{source} ist ein Datensatz; führen Sie ihn als Kopie zusammen, statt ihn zu importieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>{source} does not exist or may not be read ({reason}); check the spelling, or whether the drive is connected.</source>
            <translation>{source} gibt es nicht oder darf nicht gelesen werden ({reason}); prüfen Sie die Schreibweise oder ob das Laufwerk verbunden ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/run_lengths.py" />
            <source>its run lengths are no list</source>
            <translation>ihre Lauflängen sind keine Liste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/run_lengths.py" />
            <source>its run lengths do not fill the image</source>
            <translation>ihre Lauflängen füllen das Bild nicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/run_lengths.py" />
            <source>its run lengths hold no region</source>
            <translation>ihre Lauflängen enthalten keine Region</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/run_lengths.py" />
            <source>its packed run lengths are damaged</source>
            <translation>ihre gepackten Lauflängen sind beschädigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/tables.py" />
            <source>{path} cannot be read as a table ({error}); export it again as CSV.</source>
            <translation>{path} lässt sich nicht als Tabelle lesen; exportieren Sie sie noch einmal als CSV.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>{source} has no Pascal VOC files (.xml); name their folder, or another format.</source>
            <translation>{source} enthält keine Pascal-VOC-Dateien (.xml); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>{path} defines entities of its own, which is not read; export it again without.</source>
            <translation>{path} definiert eigene Entitäten, die nicht gelesen werden; exportieren Sie noch einmal ohne.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>{path} is no Pascal VOC file (it begins with {tag}); name another format.</source>
            <translation>{path} ist keine Pascal-VOC-Datei (sie beginnt mit {tag}); nennen Sie ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>it has no bndbox</source>
            <translation>es hat keine bndbox</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>its ends are the same or the wrong way round</source>
            <translation>seine Enden sind gleich oder vertauscht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>{path} is not XML ({where}); export it again.</source>
            <translation>{path} ist kein XML ({where}); exportieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>an object has no readable box: {error}</source>
            <translation>ein Objekt hat keinen lesbaren Rahmen: {error}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <location filename="../../leukodesk/store/formats/yolo.py" />
            <source>whole cell: it is only a point</source>
            <translation>ganze Zelle: sie ist nur ein Punkt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/voc.py" />
            <source>whole cell: it is a single pixel</source>
            <translation>ganze Zelle: sie ist ein einzelnes Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/written.py" />
            <source>The export in {folder} was cut off or is being written; export it again, or delete {mark} there to take what there is.</source>
            <translation>Der Export in {folder} wurde abgebrochen oder wird gerade geschrieben; exportieren Sie noch einmal, oder löschen Sie dort {mark}, um zu nehmen, was da ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/written.py" />
            <source>outline, kept as a box</source>
            <translation>Umriss, als Rechteck behalten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/written.py" />
            <source>nucleus</source>
            <translation>Kern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/written.py" />
            <source>who labelled it</source>
            <translation>wer sie zugeordnet hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/written.py" />
            <source>that it is a smudge cell or an artefact, as nobody labelled it</source>
            <translation>dass sie ein Kernschatten oder Artefakt ist, da niemand sie zugeordnet hat</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/yolo.py" />
            <source>No list of class names was found (classes.txt or data.yaml); classes have numbers.</source>
            <translation>Eine Liste der Klassennamen (classes.txt oder data.yaml) fehlt; die Klassen haben Nummern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/yolo.py" />
            <source>{source} has no YOLO labels (.txt); name their folder, or another format.</source>
            <translation>{source} enthält keine YOLO-Labels (.txt); nennen Sie ihren Ordner oder ein anderes Format.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/yolo.py" />
            <source>it ends in a confidence, so a model said it and no human</source>
            <translation>sie endet mit einer Konfidenz, ein Modell hat sie also geschrieben und kein Mensch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/yolo.py" />
            <source>{number} numbers are neither a box nor a polygon</source>
            <translation>{number} Zahlen sind weder ein Rechteck noch ein Polygon</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/yolo.py" />
            <source>a line cannot be read: {error}</source>
            <translation>eine Zeile lässt sich nicht lesen: {error}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/former.py" />
            <source>Clearing former ids of patients or metadata from the backup and journals of {name} had been cut off; it was finished.</source>
            <translation>Das Entfernen früherer Kennungen von Patienten oder von Metadaten aus Sicherung und Journalen von {name} war unterbrochen worden; es wurde abgeschlossen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/former.py" />
            <source>Files that were put aside earlier still hold what they held; delete them if you can do without: {names}.</source>
            <translation>Früher beiseitegelegte Dateien enthalten noch, was sie enthielten; löschen Sie sie, wenn Sie darauf verzichten können: {names}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/former.py" />
            <source>Former ids of patients or metadata are still in the backup and journals of {name}, since clearing them was cut off; open it for writing, or run `{command}`, and they are gone.</source>
            <translation>Frühere Kennungen von Patienten oder Metadaten stehen noch in Sicherung und Journalen von {name}, weil ihr Entfernen unterbrochen wurde; öffnen Sie es zum Schreiben, oder führen Sie `{command}` aus, und sie sind fort.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/former.py" />
            <source>Former ids of patients or metadata are still in the backup and journals of {name} ({reason}); they are cleared when it is opened again.</source>
            <translation>Frühere Kennungen von Patienten oder Metadaten stehen noch in Sicherung und Journalen von {name} ({reason}); sie werden entfernt, wenn es wieder geöffnet wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/image_references.py" />
            <source>The image {image} is too large to be kept with the labels and is not there any more; put it back, or add it again (File, Add images) from where it lies now, and its cells are shown on it again.</source>
            <translation>Das Bild {image} ist zu groß, um bei den Zuordnungen abgelegt zu werden, und nicht mehr da; legen Sie es zurück oder fügen Sie es von seinem jetzigen Ort neu hinzu (Datei, Bilder hinzufügen), dann werden seine Zellen wieder darauf gezeigt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/image_references.py" />
            <source>The file {image} is not the image any more that the cells of {name} were found in; put the former one back, or add that again (File, Add images) from where it lies now.</source>
            <translation>Die Datei {image} ist nicht mehr das Bild, in dem die Zellen von {name} gefunden wurden; legen Sie das frühere zurück oder fügen Sie dieses von seinem jetzigen Ort neu hinzu (Datei, Bilder hinzufügen).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/image_references.py" />
            <source>{image} is not the image that {path} was; open it as a new one.</source>
            <translation>{image} ist nicht das Bild, das {path} war; öffnen Sie es als neues.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/image_references.py" />
            <source>{place} is too large to be copied; leave the images out, or copy it yourself.</source>
            <translation>{place} ist zu groß, um kopiert zu werden; lassen Sie die Bilder weg oder kopieren Sie es selbst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/images.py" />
            <source>The stored image {image} is damaged; open {path} again to store it anew.</source>
            <translation>Das gespeicherte Bild {image} ist beschädigt; öffnen Sie {path} noch einmal, um es neu zu speichern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/images.py" />
            <source>{name} is not the image of smear {smear}, so it was not stored as that; open it as a new one.</source>
            <translation>{name} ist nicht das Bild des Gesichtsfelds {smear} und wurde darum nicht als dieses gespeichert; öffnen Sie es als neues.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/images.py" />
            <source>The image {path} is missing from {main}; put the folder {folder} back beside it, or open the image again.</source>
            <translation>Das Bild {path} fehlt in {main}; legen Sie den Ordner {folder} wieder daneben oder öffnen Sie das Bild noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/images.py" />
            <source>The image {path} changed while it was read; open it again.</source>
            <translation>Das Bild {path} hat sich geändert, während es gelesen wurde; öffnen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/images.py" />
            <source>The image {path} cannot be replaced by another one.</source>
            <translation>Das Bild {path} kann nicht durch ein anderes ersetzt werden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/images.py" />
            <source>The image {path} could not be saved to {folder} ({reason}); make room or allow writing there, then try again.</source>
            <translation>Das Bild {path} ließ sich nicht in {folder} speichern ({reason}); schaffen Sie Platz oder erlauben Sie dort das Schreiben, dann versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/journal.py" />
            <source>A text of this change holds a NUL character, which {path} cannot keep; remove it.</source>
            <translation>Ein Text dieser Änderung enthält ein NUL-Zeichen, das {path} nicht aufnehmen kann; entfernen Sie es.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/journal.py" />
            <source>The change could not be saved to {path} ({reason}); make room or allow writing there, then try again.</source>
            <translation>Die Änderung ließ sich nicht in {path} speichern ({reason}); schaffen Sie Platz oder erlauben Sie dort das Schreiben, dann versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/lock.py" />
            <source>{path} is already open elsewhere; close it there, or open it read-only here.</source>
            <translation>{path} ist schon anderswo offen; schließen Sie es dort oder öffnen Sie es hier nur zum Lesen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/lock.py" />
            <source>{path} cannot be opened for writing, since its folder does not allow it ({reason}); open it read-only, or copy it to a folder of your own.</source>
            <translation>{path} lässt sich nicht zum Schreiben öffnen, weil der Ordner es nicht erlaubt ({reason}); öffnen Sie es nur zum Lesen oder kopieren Sie es in einen eigenen Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/lock.py" />
            <source>{path} cannot be made, since its folder allows no writing ({reason}); choose a folder of your own.</source>
            <translation>{path} lässt sich nicht anlegen, weil der Ordner kein Schreiben erlaubt ({reason}); wählen Sie einen eigenen Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{path} cannot be opened as a dataset: {reason}</source>
            <translation>{path} lässt sich nicht als Datensatz öffnen: {reason}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>table {name} was altered</source>
            <translation>Tabelle {name} wurde verändert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{path} does not exist; check the name.</source>
            <translation>{path} gibt es nicht; prüfen Sie den Namen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{what}; there is no other backup beside it, so bring one back from your own.</source>
            <translation>{what}; eine andere Sicherung liegt nicht daneben, holen Sie also eine eigene zurück.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{what}, but its backup {backup} is there; restore it with `leukodesk dataset restore "{main}"`, which takes the journals along.</source>
            <translation>{what}, aber die Sicherung {backup} ist da; stellen Sie sie wieder her, hier oder mit `leukodesk dataset restore "{main}"`, was die Journale mitnimmt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>the attributes were altered</source>
            <translation>die Attribute wurden verändert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{path} is gone</source>
            <translation>{path} ist nicht mehr da</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{path} is gone, but {journal} with changes made to it is there; if it was renamed or moved, give it its name and place back, and opening it brings them back.</source>
            <translation>{path} ist nicht mehr da, wohl aber {journal} mit Änderungen daran; wenn die Datei umbenannt oder verschoben wurde, geben Sie ihr Namen und Ort zurück; das Öffnen holt die Änderungen dann zurück.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{path} is a folder, not a dataset; choose a file that ends in .h5.</source>
            <translation>{path} ist ein Ordner und kein Datensatz; wählen Sie eine Datei, die auf .h5 endet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>the file is damaged</source>
            <translation>die Datei ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>it is not an HDF5 file, or its beginning is damaged</source>
            <translation>es ist keine HDF5-Datei, oder ihr Anfang ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{path} may not be read; ask its owner for permission.</source>
            <translation>{path} darf nicht gelesen werden; bitten Sie den Eigentümer um Erlaubnis.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/main_file.py" />
            <source>{path} is an HDF5 file, but not a LeukoDesk dataset; choose another.</source>
            <translation>{path} ist eine HDF5-Datei, aber kein LeukoDesk-Datensatz; wählen Sie eine andere.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge.py" />
            <source>{target} was written by a newer LeukoDesk and can only be read; update LeukoDesk to merge into it.</source>
            <translation>{target} stammt von einem neueren LeukoDesk und kann nur gelesen werden; aktualisieren Sie LeukoDesk, um etwas damit zusammenzuführen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge.py" />
            <source>{path} is the dataset that is merged into; name its copies only.</source>
            <translation>{path} ist der Datensatz, mit dem zusammengeführt wird; nennen Sie nur seine Kopien.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>signed by {annotator} with other cells or labels</source>
            <translation>freigegeben von {annotator} mit anderen Zellen oder Zuordnungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>overlaps it by {share:.2f}</source>
            <translation>überlappt ihn zu {share:.2f}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>Cell {own} of {path} lies in another smear than in the dataset it is to be merged into, so they are no copies of each other; merge it with what it was copied from.</source>
            <translation>Zelle {own} von {path} liegt in einem anderen Gesichtsfeld als im Datensatz, mit dem zusammengeführt werden soll, also sind sie keine Kopien voneinander; führen Sie es mit dem zusammen, wovon es kopiert wurde.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>{digest}, brought as '{name}'</source>
            <translation>{digest}, übernommen als „{name}“</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>as it was signed</source>
            <translation>wie freigegeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>knows scale, stain or patient</source>
            <translation>kennt Maßstab, Färbung oder Patient</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>not added</source>
            <translation>nicht hinzugefügt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>the target's outline</source>
            <translation>der Umriss von hier</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>The label of cell {cell_id} in {path} is not the one its history ends with; check that file with `leukodesk dataset verify`.</source>
            <translation>Die Zuordnung der Zelle {cell_id} in {path} ist nicht die, mit der ihr Verlauf endet; prüfen Sie die Datei mit `leukodesk dataset verify`.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>not signed</source>
            <translation>nicht freigegeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>brought back</source>
            <translation>zurückgeholt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_joining.py" />
            <source>was removed in the target</source>
            <translation>war hier entfernt worden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_plan.py" />
            <source>{readers}</source>
            <translation>{readers}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_plan.py" />
            <source>{path} has cells labelled {missing}, and the dataset it is to be merged into has no such classes (only {known}); add them there first, in the window under Classes, or merge the other way round.</source>
            <translation>{path} hat Zellen, die {missing} zugeordnet sind, und der Datensatz, mit dem zusammengeführt werden soll, hat solche Klassen nicht (nur {known}); fügen Sie sie dort zuerst hinzu, im Fenster unter Klassen, oder führen Sie andersherum zusammen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_plan.py" />
            <source>annotator</source>
            <translation>Befunder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_plan.py" />
            <source>{name}</source>
            <translation>{name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_plan.py" />
            <source>no label</source>
            <translation>keine Zuordnung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_plan.py" />
            <source>{reader}: {name}</source>
            <translation>{reader}: {name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_removed.py" />
            <source>was removed</source>
            <translation>wurde entfernt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_removed.py" />
            <source>removed</source>
            <translation>entfernt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_removed.py" />
            <source>kept</source>
            <translation>bleibt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_removed.py" />
            <source>stays removed</source>
            <translation>bleibt entfernt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_removed.py" />
            <source>was not changed</source>
            <translation>wurde nicht geändert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_sentences.py" />
            <source>lies mostly on a cell of the target; labelled {name} by {annotator}</source>
            <translation>liegt großenteils auf einer Zelle des Ziels; von {annotator} als {name} zugeordnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_sentences.py" />
            <source>patient_id {value}</source>
            <translation>Patient {value}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_sentences.py" />
            <source>lies mostly on a cell of the target</source>
            <translation>liegt großenteils auf einer Zelle des Ziels</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_sentences.py" />
            <source>pixel_size_um {value}</source>
            <translation>Pixelgröße {value} µm</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/merge_sentences.py" />
            <source>stain {value}</source>
            <translation>Färbung {value}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{name} lacks saved changes, the last of them number {last} of {at}</source>
            <translation>{name} fehlen gespeicherte Änderungen, die letzte davon Nummer {last} vom {at}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{journal} is damaged or does not fit</source>
            <translation>{journal} ist beschädigt oder passt nicht dazu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{what}, since {why}; bring {journal} back from a backup before you change anything, all else is here.</source>
            <translation>{what}, denn {why}; holen Sie {journal} aus einer Sicherung zurück, bevor Sie etwas ändern, alles andere ist da.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{name} lacks {number} saved changes, {first} to {last}, the last of {at}</source>
            <translation>{name} fehlen {number} gespeicherte Änderungen, {first} bis {last}, die letzte vom {at}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{name} lacks 1 saved change, number {last} of {at}</source>
            <translation>{name} fehlt 1 gespeicherte Änderung, Nummer {last} vom {at}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{what}, since {name} or {journal} was replaced by that of another copy; bring the former ones back from a backup under another name and merge them, all else is here.</source>
            <translation>{what}, denn {name} oder {journal} wurde durch das einer anderen Kopie ersetzt; holen Sie die früheren unter einem anderen Namen aus einer Sicherung zurück und führen Sie sie zusammen, alles andere ist da.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{journal} was shortened or replaced</source>
            <translation>{journal} wurde gekürzt oder ersetzt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/missing.py" />
            <source>{journal} is gone, or {name} is an older copy</source>
            <translation>{journal} ist nicht mehr da, oder {name} ist eine ältere Kopie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/patient_key.py" />
            <source>{path} is too large for a key; name the file that holds it and nothing else.</source>
            <translation>{path} ist zu groß für einen Schlüssel; nennen Sie die Datei, die nur ihn enthält.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/patient_key.py" />
            <source>{path} cannot be read ({reason}); name the file with the key, or make one with `openssl rand -hex 32`.</source>
            <translation>{path} lässt sich nicht lesen ({reason}); nennen Sie die Datei mit dem Schlüssel oder erzeugen Sie einen mit `openssl rand -hex 32`.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/patient_key.py" />
            <source>{path} is there already and stays as it is, for a lost key cannot be made again; choose another name, or use that key.</source>
            <translation>{path} gibt es schon und bleibt, wie es ist, denn ein verlorener Schlüssel lässt sich nicht neu erzeugen; wählen Sie einen anderen Namen oder verwenden Sie diesen Schlüssel.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/place.py" />
            <source>{journal} was deleted or replaced by another program, and {main} could not be saved either ({reason}); keep the program open, make room or allow writing there, then try again.</source>
            <translation>{journal} wurde von einem anderen Programm gelöscht oder ersetzt, und auch {main} ließ sich nicht speichern ({reason}); lassen Sie das Programm offen, schaffen Sie Platz oder erlauben Sie dort das Schreiben, dann versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/place.py" />
            <source>{main} is not there any more: its folder was moved, or its disk or share is not connected; bring it back, and keep the program open until then.</source>
            <translation>{main} ist nicht mehr da: Der Ordner wurde verschoben, oder das Laufwerk oder die Freigabe ist nicht verbunden; stellen Sie das wieder her und lassen Sie das Programm bis dahin offen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/place.py" />
            <source>{folder} is not a folder; make it first, or choose another.</source>
            <translation>{folder} ist kein Ordner; legen Sie ihn zuerst an oder wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/place.py" />
            <source>{main} was changed by another program meanwhile, so nothing is written over that; save a copy elsewhere, and merge it into the dataset.</source>
            <translation>{main} wurde inzwischen von einem anderen Programm geändert, darum wird nichts darübergeschrieben; speichern Sie anderswo eine Kopie und führen Sie sie mit dem Datensatz zusammen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/place.py" />
            <source>The journal of {path} could not be put away ({reason}); every change is saved, allow writing to its folder.</source>
            <translation>Das Journal von {path} ließ sich nicht weglegen ({reason}); jede Änderung ist gespeichert, erlauben Sie das Schreiben in den Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/place.py" />
            <source>{taken} is there already; open it, or choose another name.</source>
            <translation>{taken} gibt es schon; öffnen Sie es oder wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>Not everything in {name} could be brought back ({reason}); it is kept as {place}.</source>
            <translation>Nicht alles in {name} ließ sich zurückholen ({reason}); es bleibt als {place} erhalten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>{name} was written by a newer LeukoDesk ({version}) and is open read-only; update LeukoDesk to change it.</source>
            <translation>{name} stammt von einem neueren LeukoDesk ({version}) und ist nur zum Lesen offen; aktualisieren Sie LeukoDesk, um etwas zu ändern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>{name} was an older state; the changes made after it were brought back.</source>
            <translation>{name} war ein älterer Stand; die Änderungen danach wurden zurückgeholt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>The last change to {name} was cut off before it was saved, and was dropped.</source>
            <translation>Die letzte Änderung an {name} wurde abgeschnitten, bevor sie gespeichert war, und fiel weg.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>{missing} of {number} images of {name} are missing; put the folder {folder} back beside it.</source>
            <translation>{missing} von {number} Bildern von {name} fehlen; legen Sie den Ordner {folder} wieder daneben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>{main} cannot be opened for writing, since what is damaged or missing in it could not be kept aside ({reason}); open it read-only, or make room.</source>
            <translation>{main} lässt sich nicht zum Schreiben öffnen, weil sich Beschädigtes oder Fehlendes darin nicht beiseitelegen ließ ({reason}); öffnen Sie es nur zum Lesen oder schaffen Sie Platz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>it belongs to an older state of the dataset</source>
            <translation>es gehört zu einem älteren Stand des Datensatzes</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/repair.py" />
            <source>its last line is cut off</source>
            <translation>seine letzte Zeile ist abgeschnitten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>its beginning is damaged</source>
            <translation>sein Anfang ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>changes are missing between the dataset and it</source>
            <translation>zwischen ihm und dem Datensatz fehlen Änderungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>it is damaged</source>
            <translation>es ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>it continues another state of the dataset</source>
            <translation>es setzt einen anderen Stand des Datensatzes fort</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>a line in it is damaged</source>
            <translation>eine Zeile darin ist beschädigt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>'{model_id}' is no model id; give the model another.</source>
            <translation>„{model_id}“ ist keine Modellkennung; geben Sie dem Modell eine andere.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>The model '{model_id}' named different classes for different cells; verify the model and run it again.</source>
            <translation>Das Modell „{model_id}“ hat für verschiedene Zellen verschiedene Klassen genannt; prüfen Sie das Modell und wenden Sie es noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>The model '{model_id}' names other classes than before; give it a new id.</source>
            <translation>Das Modell „{model_id}“ nennt andere Klassen als zuvor; geben Sie ihm eine neue Kennung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>{path} may not be read ({reason}); allow it, since it holds unsaved changes.</source>
            <translation>{path} darf nicht gelesen werden ({reason}); erlauben Sie es, denn es enthält ungespeicherte Änderungen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/replay.py" />
            <source>change {number} does not fit what is there</source>
            <translation>Änderung {number} passt nicht zu dem, was da ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/settling.py" />
            <source>the disk gave back other bytes than it got</source>
            <translation>der Datenträger gab andere Bytes zurück, als er bekam</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/smear_choice.py" />
            <source>'{name}' may be any of {number} smears; give the id of one: {ids}.</source>
            <translation>„{name}“ kann jedes von {number} Gesichtsfeldern sein; nennen Sie die Kennung von einem: {ids}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/smear_choice.py" />
            <source>There is no smear '{name}' in the dataset; give its id or file name, {known}.</source>
            <translation>Ein Gesichtsfeld „{name}“ gibt es im Datensatz nicht; nennen Sie seine Kennung oder seinen Dateinamen, {known}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/smear_choice.py" />
            <source>No share can be frozen of fewer than two patients or smears; add smears, or name what to freeze.</source>
            <translation>Von weniger als zwei Patienten oder Gesichtsfeldern lässt sich kein Anteil zurücklegen; fügen Sie Gesichtsfelder hinzu oder nennen Sie, was zurückgelegt werden soll.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/smear_choice.py" />
            <source>No smear is of the patient '{patient}' ({told}); say whose smears are whose with `leukodesk dataset patient`.</source>
            <translation>Kein Gesichtsfeld gehört zum Patienten „{patient}“ ({told}); ordnen Sie sie zu mit `leukodesk dataset patient`.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/smear_choice.py" />
            <source>'{pair}' does not say whose smear it is; write SMEAR=PATIENT, or --take-away SMEAR.</source>
            <translation>„{pair}“ sagt nicht, wessen Gesichtsfeld es ist; schreiben Sie GESICHTSFELD=PATIENT oder --take-away GESICHTSFELD.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/smear_choice.py" />
            <source>{smear} is given two patients, '{first}' and '{second}'; give it one.</source>
            <translation>Für {smear} sind zwei Patienten angegeben, „{first}“ und „{second}“; geben Sie einen an.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/snapshot.py" />
            <source>{main} is being saved again and again; try once more in a moment.</source>
            <translation>{main} wird immer wieder gespeichert; versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/snapshot.py" />
            <source>{damage}</source>
            <translation>{damage}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/snapshot.py" />
            <source>{path} was written by LeukoDesk {written_by}, whose layout this version cannot read; update LeukoDesk.</source>
            <translation>{path} stammt von LeukoDesk {written_by}, dessen Aufbau diese Fassung nicht lesen kann; aktualisieren Sie LeukoDesk.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/candidate.py" />
            <source>The model cannot be written to {folder} ({reason}); make room there or choose another folder, and train again.</source>
            <translation>Das Modell lässt sich nicht nach {folder} schreiben ({reason}); schaffen Sie dort Platz oder wählen Sie einen anderen Ordner, und trainieren Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/candidate.py" />
            <source>The page with the pictures of the training cannot be written ({reason}); the model is whole, and its card holds all figures.</source>
            <translation>Die Seite mit den Bildern des Trainings lässt sich nicht schreiben ({reason}); das Modell ist vollständig, und seine Karte enthält alle Zahlen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/classical_models.py" />
            <source>{title} reads {features} features and was fitted in {seconds} s.</source>
            <translation>{title} liest {features} Merkmale und wurde in {seconds} s angepasst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/classical_models.py" />
            <source>{title} did not come to the end of its search for the best fit.</source>
            <translation>{title} kam mit der Suche nach der besten Anpassung nicht zu Ende.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/classical_models.py" />
            <source>{title} cannot be fitted to these cells ({reason}); choose another model, or label more cells.</source>
            <translation>{title} lässt sich an diese Zellen nicht anpassen ({reason}); wählen Sie ein anderes Modell oder ordnen Sie mehr Zellen zu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>in a frozen smear</source>
            <translation>in einem eingefrorenen Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>{source} has {have}, and a classifier needs two classes; label cells of another class.</source>
            <translation>In {source} gibt es {have}, und ein Klassifikator braucht zwei Klassen; ordnen Sie Zellen einer anderen Klasse zu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>only the class '{name}'</source>
            <translation>nur die Klasse „{name}“</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>Judging needs labelled cells of at least two of the classes {names}, and {source} has {have}; label cells of another one.</source>
            <translation>Zum Beurteilen braucht es zugeordnete Zellen von mindestens zwei der Klassen {names}, und {source} hat {have}; ordnen Sie Zellen einer weiteren zu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>{source} has no labelled cell of the class '{name}' that the recipe names; label some, or change the recipe.</source>
            <translation>In {source} gibt es keine Zelle der Klasse „{name}“, die das Rezept nennt; ordnen Sie welche zu oder ändern Sie das Rezept.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>no cells labelled with a class to learn</source>
            <translation>keine Zellen mit einer zu lernenden Klasse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>{source} has {have} outside its frozen smears, and a classifier needs two classes; label cells of another class in smears that are not frozen, or release some of these (Review, Release for training; `leukodesk dataset unfreeze`).</source>
            <translation>Außerhalb der eingefrorenen Gesichtsfelder gibt es in {source} {have}, und ein Klassifikator braucht zwei Klassen; ordnen Sie in nicht eingefrorenen Gesichtsfeldern Zellen einer anderen Klasse zu, oder holen Sie einige zurück (Durchsicht, Zum Training zurückholen; `leukodesk dataset unfreeze`).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>Every cell of the class '{name}' in {source} is cut by the field's border; give cells that lie farther inside.</source>
            <translation>Jede Zelle der Klasse „{name}“ in {source} wird vom Rand des Gesichtsfelds geschnitten; geben Sie Zellen an, die weiter innen liegen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>{finder} found no cell {where} of {source}; choose other settings for it, or another segmenter.</source>
            <translation>{finder} hat {where} von {source} keine Zelle gefunden; wählen Sie andere Einstellungen dafür oder einen anderen Segmentierer.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>{cells} left out: {reason}.</source>
            <translation>{cells} ausgelassen: {reason}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/cutting.py" />
            <source>none of them</source>
            <translation>keine davon</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/explained.py" />
            <source>{data}, which it was trained on</source>
            <translation>{data}, womit es trainiert wurde</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/known.py" />
            <source>ImageNet weights</source>
            <translation>ImageNet-Gewichten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/known.py" />
            <source>random weights</source>
            <translation>zufälligen Gewichten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/known.py" />
            <source>Model {model} learnt from {known} of these {cells} or from their fields, so what grows out of it could not be judged on them as on new ones; this training starts from {start} instead.</source>
            <translation>Modell {model} hat von {known} dieser {cells} oder von ihren Feldern gelernt; was aus ihm hervorgeht, ließe sich an ihnen nicht wie an neuen beurteilen. Dieses Training beginnt stattdessen mit {start}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/known.py" />
            <source>model {parent}</source>
            <translation>Modell {parent}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/loop_words.py" />
            <source>batch {batch} of epoch {epoch}</source>
            <translation>Stapel {batch} der Epoche {epoch}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/loop_words.py" />
            <source>The loss stopped being a number at {where}; the weights after epoch {epoch} were kept.</source>
            <translation>Der Verlust war bei {where} keine Zahl mehr; die Gewichte nach Epoche {epoch} wurden behalten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/loop_words.py" />
            <source>A training of the same settings was interrupted after epoch {epoch}; going on from there.</source>
            <translation>Ein Training mit denselben Einstellungen wurde nach Epoche {epoch} unterbrochen; es geht dort weiter.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/loop_words.py" />
            <source>The state of the training cannot be kept ({reason}); if it is interrupted, it will start anew.</source>
            <translation>Der Stand des Trainings lässt sich nicht festhalten ({reason}); wird es unterbrochen, beginnt es von vorn.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/loop_words.py" />
            <source>The training loss stopped being a number at {where}; choose another architecture, another model to start from, or a recipe whose learning_rate is below {rate}.</source>
            <translation>Der Verlust beim Training war bei {where} keine Zahl mehr; wählen Sie eine andere Architektur, ein anderes Modell zum Anfangen oder ein Rezept, dessen learning_rate unter {rate} liegt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/loop_words.py" />
            <source>The training loss stopped being a number at {where}; lower learning_rate, now {rate}, in {recipe} and train again.</source>
            <translation>Der Verlust beim Training war bei {where} keine Zahl mehr; verringern Sie learning_rate, jetzt {rate}, in {recipe} und trainieren Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/protocol.py" />
            <source>Training {stage} on {cells}</source>
            <translation>{stage}: Training mit {cells}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/reading.py" />
            <source>Not even one cell fits into the memory; choose smaller crops, another architecture or another device.</source>
            <translation>Nicht einmal eine Zelle passt in den Speicher; wählen Sie kleinere Ausschnitte, eine andere Architektur oder ein anderes Gerät.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>keep one of each and remove the others</source>
            <translation>behalten Sie von jeder eine und entfernen Sie die übrigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>keep one file of each and remove the others</source>
            <translation>behalten Sie von jeder eine Datei und entfernen Sie die übrigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>keep one of each and remove the others, or give all the same patient</source>
            <translation>behalten Sie von jeder eine und entfernen Sie die übrigen, oder geben Sie allen denselben Patienten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>The same cell would be trained on and judged on: {pairs}; {way_out}.</source>
            <translation>Mit derselben Zelle würde trainiert und beurteilt: {pairs}; {way_out}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>{number} more</source>
            <translation>{number} weitere</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/same_cells.py" />
            <source>and {number} more, all listed in {path}</source>
            <translation>und {number} weitere, alle aufgeführt in {path}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/segmentation/train.py" />
            <source>The memory does not suffice for {batch} windows at a time; make the batch in the recipe smaller, close other programs, or choose another device.</source>
            <translation>Der Speicher reicht nicht für {batch} Fenster auf einmal; verkleinern Sie batch im Rezept, schließen Sie andere Programme, oder wählen Sie ein anderes Gerät.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/sources.py" />
            <source>Readers differ on {cells} of {source}; until somebody decides, the label in force counts.</source>
            <translation>Bei {cells} von {source} weichen Befunder voneinander ab; bis jemand entscheidet, zählt die geltende Zuordnung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/sources.py" />
            <source>in the images of the class '{name}'</source>
            <translation>in den Bildern der Klasse „{name}“</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/sources.py" />
            <source>at the marks of the class '{name}'</source>
            <translation>an den Markierungen der Klasse „{name}“</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/sources.py" />
            <source>labelled '{name}'</source>
            <translation>als „{name}“ zugeordnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/sources.py" />
            <source>in a smear that is not frozen</source>
            <translation>in einem Gesichtsfeld, das nicht eingefroren ist</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>leave the class out of the recipe's classes</source>
            <translation>lassen Sie die Klasse aus den Klassen des Rezepts weg</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>The class '{name}' of {source} has {cells} from only {units} ({listed}), and {least} are needed, at least one each to train, to validate and to test so that no {unit} is both trained on and judged on; label cells of further ones, or {otherwise}.</source>
            <translation>Die Klasse „{name}“ von {source} hat {cells}, aber nur aus: {units} ({listed}). Gebraucht werden {least}, mindestens je eins zum Trainieren, Abstimmen und Beurteilen, damit an keinem ({unit}) zugleich gelernt und beurteilt wird; ordnen Sie Zellen aus weiteren zu, oder {otherwise}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>The class '{name}' of {source} has {cells} from only {units} ({listed}), and {folds} folds need {folds}, at least one each; {way_out}.</source>
            <translation>Die Klasse „{name}“ von {source} hat {cells} aus nur {units} ({listed}), und {folds} Teile der Kreuzvalidierung brauchen {folds}, je mindestens eines; {way_out}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>No way was found to deal out the cells of {source} so that every part has every class without tearing a {unit} apart; {way_out}.</source>
            <translation>Es fand sich kein Weg, die Zellen von {source} so zu verteilen, dass jeder Teil jede Klasse hat, ohne etwas zu zerreißen, das zusammengehört ({unit}); {way_out}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>give these another class</source>
            <translation>geben Sie diesen eine andere Klasse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>The class '{name}' of {source} has {cells}, and {least} are needed, at least one each to train, to validate and to test; label more of them, or {otherwise}.</source>
            <translation>Die Klasse „{name}“ von {source} hat {cells}. Gebraucht werden {least}, mindestens je eine zum Trainieren, Abstimmen und Beurteilen; ordnen Sie mehr davon zu, oder {otherwise}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>choose {most} folds at most, or label more of them</source>
            <translation>wählen Sie höchstens {most} Teile oder ordnen Sie mehr davon zu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>label more of them, or {otherwise}</source>
            <translation>ordnen Sie mehr davon zu, oder {otherwise}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>The class '{name}' of {source} has {cells}, and {folds} folds need {folds}, at least one each; {way_out}.</source>
            <translation>Die Klasse „{name}“ von {source} hat {cells}, und {folds} Teile der Kreuzvalidierung brauchen {folds}, je mindestens eine; {way_out}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>choose fewer folds, or label cells of rare classes in further ones</source>
            <translation>wählen Sie weniger Teile oder ordnen Sie Zellen seltener Klassen aus weiteren zu</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/splits.py" />
            <source>label cells of rare classes in further ones, or leave such a class out</source>
            <translation>ordnen Sie Zellen seltener Klassen aus weiteren zu oder lassen Sie eine solche Klasse weg</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/starting.py" />
            <source>The parent {parent} is a {architecture} and cannot start a {wanted}; choose a parent of the same architecture.</source>
            <translation>Das Ausgangsmodell {parent} ist ein {architecture}, davon kann kein {wanted} ausgehen; wählen Sie eines derselben Architektur.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/starting.py" />
            <source>{network} has no weights to start from and is fitted anew.</source>
            <translation>{network} hat keine Gewichte, von denen es ausgehen könnte, und wird neu angepasst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/starting.py" />
            <source>; its last layer is new, since the classes differ</source>
            <translation>; die letzte Schicht ist neu, da die Klassen andere sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/starting.py" />
            <source>{network} starts from the weights of {parent}{new}.</source>
            <translation>{network} geht von den Gewichten von {parent} aus{new}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/starting.py" />
            <source>{network} starts from random weights, drawn by the seed {seed}.</source>
            <translation>{network} geht von zufälligen Gewichten aus, gezogen mit dem Startwert {seed}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/stepping.py" />
            <source>The memory is too small for a whole batch; from here on {number} cells are worked on at a time, which takes longer and changes little else.</source>
            <translation>Der Speicher reicht nicht für einen ganzen Stapel; von hier an werden je {number} Zellen bearbeitet. Das dauert länger und ändert sonst wenig.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/stepping.py" />
            <source>Not even two cells at a time fit into the memory; choose smaller crops, another architecture or another device.</source>
            <translation>Nicht einmal zwei Zellen auf einmal passen in den Speicher; wählen Sie kleinere Ausschnitte, eine andere Architektur oder ein anderes Gerät.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/train.py" />
            <source>the model</source>
            <translation>das Modell</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/train.py" />
            <source>On what it never saw the model is not shown to be better than guessing: balanced accuracy {reached:.2f} ({low:.2f} to {high:.2f}), and guessing gives {chance:.2f}.</source>
            <translation>An dem, was es nie sah, ist das Modell nicht nachweislich besser als Raten: ausgewogene Treffergenauigkeit {reached:.2f} ({low:.2f} bis {high:.2f}), und Raten ergibt {chance:.2f}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/train.py" />
            <source>control with cells blanked out</source>
            <translation>Kontrolle mit übermalten Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/train.py" />
            <source>control with labels shuffled</source>
            <translation>Kontrolle mit vermischten Zuordnungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/worker.py" />
            <source>The memory of this computer does not suffice for the cells of the dataset; close other programs, start from a model with smaller crops, or give a recipe with such.</source>
            <translation>Der Speicher dieses Computers reicht nicht für die Zellen des Datensatzes; schließen Sie andere Programme, beginnen Sie mit einem Modell mit kleineren Ausschnitten, oder geben Sie ein Rezept mit solchen an.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/worker.py" />
            <source>The graphics card has too little free memory to train on; close other programs that use it, or choose the CPU as the device.</source>
            <translation>Die Grafikkarte hat zu wenig freien Speicher zum Trainieren; schließen Sie andere Programme, die sie benutzen, oder wählen Sie den Prozessor als Gerät.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/worker.py" />
            <source>Training stopped by an error in LeukoDesk: {error}.</source>
            <translation>Ein Fehler in LeukoDesk hat das Training beendet: {error}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/worker.py" />
            <source>Reading {name}</source>
            <translation>{name} wird gelesen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/analyzing.py" />
            <source>This smear is so large that it is not analysed by itself; in the Model menu, choose Analyse what is in sight, or Analyse this smear for all of it.</source>
            <translation>Dieses Gesichtsfeld ist so groß, dass es nicht von selbst ausgewertet wird; wählen Sie im Menü Modell „Sichtbares auswerten“ oder, für alles, „Dieses Gesichtsfeld auswerten“.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/analyzing.py" />
            <source>Classify cells</source>
            <translation>Zellen klassifizieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/analyzing.py" />
            <source>Find cells</source>
            <translation>Zellen finden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/analyzing.py" />
            <location filename="../../leukodesk/workspace/regions.py" />
            <source>Analyse smear</source>
            <translation>Gesichtsfeld auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/analyzing.py" />
            <location filename="../../leukodesk/workspace/regions.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Analyse</source>
            <translation>Auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/analyzing.py" />
            <source>No smear is open; open an image or a folder first.</source>
            <translation>Kein Gesichtsfeld ist offen; öffnen Sie zuerst ein Bild oder einen Ordner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/analyzing.py" />
            <source>This dataset is open read-only, so no cells can be added to it.</source>
            <translation>Dieser Datensatz ist nur zum Lesen offen, also können keine Zellen hinzukommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/cell_crops.py" />
            <source>Cut crops</source>
            <translation>Ausschnitte schneiden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/choosing.py" />
            <source>Save settings</source>
            <translation>Einstellungen speichern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/choosing.py" />
            <source>The settings cannot be saved ({reason}); they hold until the program ends.</source>
            <translation>Die Einstellungen lassen sich nicht speichern ({reason}); sie gelten, bis das Programm endet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/chosen_smears.py" />
            <source>Open a dataset and choose smears in its list first.</source>
            <translation>Öffnen Sie erst einen Datensatz und wählen Sie Gesichtsfelder in seiner Liste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/comparing.py" />
            <source>Look for readers</source>
            <translation>Befunder suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/comparing.py" />
            <source>Ask the other model</source>
            <translation>Das andere Modell fragen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>{cells} and {changes} brought from {name}. Undo takes it back.</source>
            <translation>{cells} und {changes} aus {name} übernommen. Rückgängig nimmt es zurück.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>Look at {name}</source>
            <translation>{name} ansehen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>{n} label changes</source>
            <comment>1 label change</comment>
            <translation>
                <numerusform>1 Änderung einer Zuordnung</numerusform>
                <numerusform>{n} Änderungen von Zuordnungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>{cells}, {changes} and {outlines} brought from {name}. Undo takes it back.</source>
            <translation>{cells}, {changes} und {outlines} aus {name} übernommen. Rückgängig nimmt es zurück.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>Merge {name}</source>
            <translation>{name} zusammenführen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>No dataset is open; open the one to merge into.</source>
            <translation>Kein Datensatz ist offen; öffnen Sie den, mit dem zusammengeführt wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>{name} was not merged, because another dataset was opened meanwhile; open {dataset} and merge it again.</source>
            <translation>{name} wurde nicht zusammengeführt, weil inzwischen ein anderer Datensatz geöffnet wurde; öffnen Sie {dataset} und führen Sie noch einmal zusammen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>{name} was not merged, because cells or labels changed while it was looked at; merge it again.</source>
            <translation>{name} wurde nicht zusammengeführt, weil sich Zellen oder Zuordnungen änderten, während es angesehen wurde; führen Sie es noch einmal zusammen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>{name} was not merged. {refusal}</source>
            <translation>{name} wurde nicht zusammengeführt. {refusal}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/workspace/copy_merging.py" />
            <source>{n} corrected outlines</source>
            <comment>1 corrected outline</comment>
            <translation>
                <numerusform>1 korrigierter Umriss</numerusform>
                <numerusform>{n} korrigierte Umrisse</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/deciding.py" />
            <source>Look for open questions</source>
            <translation>Offene Fragen suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/document.py" />
            <source>This dataset is open to look at only; save a copy and open that to change anything.</source>
            <translation>Dieser Datensatz ist nur zum Ansehen offen; speichern Sie eine Kopie und öffnen Sie diese, um etwas zu ändern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/document.py" />
            <source>During a blind reading cells can only be labelled; end it first (Review, Second reading).</source>
            <translation>Während einer blinden Befundung lassen sich Zellen nur zuordnen; beenden Sie sie zuerst (Durchsicht, Zweitbefundung).</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/drawing.py" />
            <source>Find the cell</source>
            <translation>Zelle finden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/drawing.py" />
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Draw</source>
            <translation>Zeichnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/drawing.py" />
            <source>Nothing was left of the cell, so it was removed; undo brings it back.</source>
            <translation>Von der Zelle blieb nichts übrig, also wurde sie entfernt; Rückgängig bringt sie wieder.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/drawing.py" />
            <source>There is a cell already at that place.</source>
            <translation>An dieser Stelle ist schon eine Zelle.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/drawing.py" />
            <source>Nothing to change: the outlines are as they should be.</source>
            <translation>Nichts zu ändern: Die Umrisse sind, wie sie sein sollen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/drawing.py" />
            <source>No outline was found there, so a disc of {DISC_UM:.0f} µm was added; correct it.</source>
            <translation>Dort fand sich kein Umriss, also kam eine Scheibe von {DISC_UM:.0f} µm hinzu; berichtigen Sie sie.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>Look at what is to be imported</source>
            <translation>Ansehen, was importiert wird</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>Export to {name}</source>
            <translation>Export nach {name}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>A copy of the dataset was saved to {path}.{lacks}</source>
            <translation>Eine Kopie des Datensatzes wurde als {path} gespeichert.{lacks}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>Import {name}</source>
            <translation>{name} importieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>Save a copy</source>
            <translation>Kopie speichern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source> {missing} could not be read any more; once the original is back, merge the copy into it.</source>
            <translation> Nicht mehr lesbar: {missing}; ist das Original wieder da, führen Sie die Kopie mit ihm zusammen.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>{n} first labels</source>
            <comment>1 first label</comment>
            <translation>
                <numerusform>1 erste Zuordnung</numerusform>
                <numerusform>{n} erste Zuordnungen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>{added} and {labelled} imported from {name}. Undo takes it back.{problems}</source>
            <translation>{added} und {labelled} aus {name} importiert. Rückgängig nimmt es zurück.{problems}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>{cells} written to {out}.{lost}</source>
            <translation>{cells} nach {out} geschrieben.{lost}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>No dataset is open; open or create the one to import into.</source>
            <translation>Kein Datensatz ist offen; öffnen oder erstellen Sie den, in den importiert wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>No dataset is open, so there is nothing to copy.</source>
            <translation>Kein Datensatz ist offen, also gibt es nichts zu kopieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>{name} was not imported, because cells or labels changed while it was looked at; import it again.</source>
            <translation>{name} wurde nicht importiert, weil sich Zellen oder Zuordnungen änderten, während es angesehen wurde; importieren Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source> Not carried by {format}, for {number}: {what}.</source>
            <translation> {format} trägt nicht, bei {number}: {what}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/exchanging.py" />
            <source>{name} was not imported. {refusal}</source>
            <translation>{name} wurde nicht importiert. {refusal}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/explaining.py" />
            <source>A heatmap explains a classifier; choose one in the Model menu.</source>
            <translation>Eine Heatmap erklärt einen Klassifikator; wählen Sie oben einen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/explaining.py" />
            <source>Explain</source>
            <translation>Erklären</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/forgetting.py" />
            <location filename="../../leukodesk/workspace/saving.py" />
            <location filename="../../leukodesk/workspace/settling.py" />
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/forgetting.py" />
            <source> Files that were put aside earlier still hold what they held; delete them if you can do without: {names}.</source>
            <translation> Früher beiseitegelegte Dateien enthalten weiterhin, was sie enthielten; löschen Sie sie, wenn Sie darauf verzichten können: {names}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/forgetting.py" />
            <source>The former ids of patients are in the dataset's backup and journals no more.{kept}</source>
            <translation>Die früheren Kennungen der Patienten stehen nicht mehr in Sicherung und Journalen des Datensatzes.{kept}</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/workspace/freezing.py" />
            <source>None of the {n} chosen smears is kept for judging.</source>
            <comment>The chosen smear is not kept for judging.</comment>
            <translation>
                <numerusform>Das gewählte Gesichtsfeld ist nicht zum Beurteilen zurückgelegt.</numerusform>
                <numerusform>Keines der {n} gewählten Gesichtsfelder ist zum Beurteilen zurückgelegt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/workspace/freezing.py" />
            <source>The {n} chosen smears are kept for judging already.</source>
            <comment>The chosen smear is kept for judging already.</comment>
            <translation>
                <numerusform>Das gewählte Gesichtsfeld ist schon zum Beurteilen zurückgelegt.</numerusform>
                <numerusform>Die {n} gewählten Gesichtsfelder sind schon zum Beurteilen zurückgelegt.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/importing.py" />
            <source>Add {paths} smears</source>
            <translation>{paths} Gesichtsfelder hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/importing.py" />
            <location filename="../../leukodesk/workspace/opening.py" />
            <source>Open {name}</source>
            <translation>{name} öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/importing.py" />
            <source>Add smear</source>
            <translation>Gesichtsfeld hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/importing.py" />
            <source>Add smears</source>
            <translation>Gesichtsfelder hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/importing.py" />
            <source>This dataset can only be looked at; open or create another one.</source>
            <translation>Dieser Datensatz lässt sich nur ansehen; öffnen oder erstellen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/job_runner.py" />
            <source>Something went wrong inside LeukoDesk; the log has the details.</source>
            <translation>In LeukoDesk ist etwas schiefgegangen; Einzelheiten stehen im Protokoll.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/job_runner.py" />
            <source>Cancelled: {title}.</source>
            <translation>Abgebrochen: {title}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/left_out.py" />
            <source>{number} images were left out: {names}. The last one: {sentence}</source>
            <translation>{number} Bilder wurden ausgelassen: {names}. Das letzte: {sentence}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/measuring.py" />
            <source>Measure the scale</source>
            <translation>Maßstab messen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/workspace/merging.py" />
            <source>{n} labelled cells have no counterpart in the new segmentation and were kept.</source>
            <comment>1 labelled cell has no counterpart in the new segmentation and was kept.</comment>
            <translation>
                <numerusform>1 zugeordnete Zelle hat in der neuen Segmentierung kein Gegenstück und blieb erhalten.</numerusform>
                <numerusform>{n} zugeordnete Zellen haben in der neuen Segmentierung kein Gegenstück und blieben erhalten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/onlooking.py" />
            <source>Look for changes</source>
            <translation>Nach Änderungen sehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/opening.py" />
            <source>Restore {name}</source>
            <translation>{name} wiederherstellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/opening.py" />
            <source>Add images</source>
            <translation>Bilder hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/opening.py" />
            <source>Create {name}</source>
            <translation>{name} erstellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/opening.py" />
            <location filename="../../leukodesk/workspace/workspace.py" />
            <source>Close dataset</source>
            <translation>Datensatz schließen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/opening.py" />
            <source>They are still being written; try again in a moment.</source>
            <translation>Sie werden noch geschrieben; versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/opening.py" />
            <source>The open dataset has edits that are not saved, so it stays open. {problem}</source>
            <translation>Der offene Datensatz hat ungespeicherte Änderungen und bleibt deshalb offen. {problem}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/picking.py" />
            <source>{n} cells are in view, more than letters go round; zoom in first.</source>
            <translation>{n} Zellen sind zu sehen, dafür reichen die Buchstaben nicht; vergrößern Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/pixel_request.py" />
            <source>Open smear</source>
            <translation>Gesichtsfeld öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/previewing.py" />
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/regions.py" />
            <source>The analysis was cancelled; cells and labels stay as they were.</source>
            <translation>Die Auswertung wurde abgebrochen; Zellen und Zuordnungen bleiben, wie sie waren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/regions.py" />
            <source>No part of the smear is in sight; move it back into the view.</source>
            <translation>Kein Teil des Gesichtsfelds ist zu sehen; schieben Sie es zurück ins Bild.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>No smear of this dataset is signed yet.</source>
            <translation>Noch ist kein Gesichtsfeld dieses Datensatzes freigegeben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>Nobody has said whose smear this is, so there is no report on a patient.</source>
            <translation>Diesem Gesichtsfeld ist kein Patient zugewiesen, also gibt es keinen Bericht über einen Patienten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>Make the report</source>
            <translation>Bericht erstellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>The tables are in {classes} and {name}.</source>
            <translation>Die Tabellen liegen in {classes} und {name}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>A report would tell what others said; end the blind reading first.</source>
            <translation>Ein Bericht würde verraten, was andere sagten; beenden Sie zuerst die blinde Befundung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>Write the tables</source>
            <translation>Tabellen schreiben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/reporting.py" />
            <source>One patient</source>
            <translation>Ein Patient</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Delete checkpoints</source>
            <translation>Zwischenstände löschen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Prepare training</source>
            <translation>Training vorbereiten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Look for a candidate</source>
            <translation>Kandidaten suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Adopt model</source>
            <translation>Modell übernehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Discard model</source>
            <translation>Modell verwerfen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Read model card</source>
            <translation>Modellkarte lesen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>A model you trained earlier waits for your decision in the Train tab.</source>
            <translation>Ein früher trainiertes Modell wartet im Reiter Training auf Ihre Entscheidung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>A training was cut off; it can go on where it stopped, in the Train tab.</source>
            <translation>Ein Training wurde abgebrochen; im Reiter Training kann es weitergehen, wo es stand.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>Look for a training</source>
            <translation>Training suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>No dataset is open; open the one whose labels shall be learned.</source>
            <translation>Kein Datensatz ist offen; öffnen Sie den, dessen Zuordnungen gelernt werden sollen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/retraining.py" />
            <source>A training is running already; wait for it or cancel it.</source>
            <translation>Ein Training läuft schon; warten Sie darauf oder brechen Sie es ab.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/second_reading.py" />
            <source>Prepare the second reading</source>
            <translation>Zweitbefundung vorbereiten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/second_reading.py" />
            <source>Compare readers</source>
            <translation>Befunder vergleichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/series_analyzing.py" />
            <source>The analysis was cancelled; smears analysed so far keep their cells.</source>
            <translation>Die Auswertung wurde abgebrochen; schon ausgewertete Gesichtsfelder behalten ihre Zellen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/series_analyzing.py" />
            <source>Analyse all smears</source>
            <translation>Alle Gesichtsfelder auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/series_analyzing.py" />
            <source>Every smear of this dataset has been analysed already.</source>
            <translation>Jedes Gesichtsfeld dieses Datensatzes ist schon ausgewertet.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/similar.py" />
            <source>Look for similar cells</source>
            <translation>Ähnliche Zellen suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/similar.py" />
            <source>Similar cells</source>
            <translation>Ähnliche Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/similar.py" />
            <source>Cells are compared by a classifier; choose one in the tool bar.</source>
            <translation>Zellen vergleicht ein Klassifikator; wählen Sie einen in der Werkzeugleiste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/staining.py" />
            <source>Adjust colours</source>
            <translation>Farben anpassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/staining.py" />
            <source>Colours are now adjusted to {name}; analyse a smear again to see what that changes.</source>
            <translation>Farben werden jetzt an {name} angepasst; werten Sie ein Gesichtsfeld erneut aus, um zu sehen, was sich ändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/staining.py" />
            <source>No smear is open; open one to use it as the template.</source>
            <translation>Kein Gesichtsfeld ist offen; öffnen Sie eines, um es als Vorlage zu nehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/staining.py" />
            <source>{error} Colours are left as they are until you choose a template.</source>
            <translation>{error} Farben bleiben, wie sie sind, bis Sie eine Vorlage wählen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/tile_loading.py" />
            <source>Read the image</source>
            <translation>Bild lesen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/training_process.py" />
            <source>it ended without a word</source>
            <translation>er endete ohne Meldung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/training_process.py" />
            <source>The training process stopped unexpectedly: {reason}</source>
            <translation>Der Trainingsprozess endete unerwartet: {reason}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/training_process.py" />
            <source>The training stopped without a reason.</source>
            <translation>Das Training endete ohne Angabe eines Grundes.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/unfinished.py" />
            <source>Look for missing images</source>
            <translation>Nach fehlenden Bildern suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/words.py" />
            <source>“{command}”</source>
            <translation>„{command}“</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/workspace.py" />
            <source>Prepare models</source>
            <translation>Modelle vorbereiten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/workspace.py" />
            <source>They are still being written.</source>
            <translation>Sie werden noch geschrieben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/workspace.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/workspace.py" />
            <source>Edits are not saved yet, so the dataset stays open. {problem}</source>
            <translation>Änderungen sind noch nicht gespeichert, also bleibt der Datensatz offen. {problem}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/workspace.py" />
            <source>Prepare heatmaps</source>
            <translation>Heatmaps vorbereiten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/workspace/workspace.py" />
            <source>{error} Cells are found but not classified until you choose a classifier.</source>
            <translation>{error} Zellen werden gefunden, aber nicht klassifiziert, bis Sie einen Klassifikator wählen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/__init__.py" />
            <source>For Research Use Only. Not for use in diagnostic procedures.</source>
            <translation>Nur für Forschungszwecke. Nicht für diagnostische Zwecke.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Blast</source>
            <translation>Blast</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Normal leukocyte</source>
            <translation>Normaler Leukozyt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Smudge cell</source>
            <translation>Kernschatten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Not classed</source>
            <translation>Nicht klassifiziert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Neutrophil</source>
            <translation>Neutrophiler</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Immature granulocyte</source>
            <translation>Unreifer Granulozyt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Lymphocyte</source>
            <translation>Lymphozyt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Monocyte</source>
            <translation>Monozyt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Eosinophil</source>
            <translation>Eosinophiler</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Basophil</source>
            <translation>Basophiler</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Erythroblast</source>
            <translation>Erythroblast</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomies.py" />
            <source>Platelet</source>
            <translation>Thrombozyt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/taxonomy.py" />
            <source>Unidentified</source>
            <translation>Unbestimmt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Permission denied</source>
            <translation>keine Berechtigung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Device or resource busy</source>
            <translation>Gerät oder Datei in Gebrauch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>File exists</source>
            <translation>Datei gibt es schon</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>File too large</source>
            <translation>Datei zu groß</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Host is down</source>
            <translation>Der Rechner ist ausgeschaltet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>No route to host</source>
            <translation>Kein Weg zum Rechner</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Input/output error</source>
            <translation>Ein-/Ausgabefehler</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Is a directory</source>
            <translation>ist ein Ordner</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Too many levels of symbolic links</source>
            <translation>Zu viele symbolische Verknüpfungen hintereinander</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>File name too long</source>
            <translation>Dateiname zu lang</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>No such device</source>
            <translation>Gerät nicht vorhanden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>No such file or directory</source>
            <translation>Datei oder Ordner gibt es nicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>No space left on device</source>
            <translation>kein Platz mehr auf dem Datenträger</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Transport endpoint is not connected</source>
            <translation>Verbindung zum Laufwerk getrennt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Not a directory</source>
            <translation>ist kein Ordner</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Directory not empty</source>
            <translation>Ordner nicht leer</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Operation not permitted</source>
            <translation>Vorgang nicht erlaubt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Read-only file system</source>
            <translation>Datenträger schreibgeschützt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Stale file handle</source>
            <translation>Freigabe nicht mehr gültig</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/sentence.py" />
            <source>Connection timed out</source>
            <translation>Zeitüberschreitung der Verbindung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signatures.py" />
            <source>Pending</source>
            <translation>Offen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signatures.py" />
            <source>pending</source>
            <translation>offen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signatures.py" />
            <source>In review</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signatures.py" />
            <source>in review</source>
            <translation>in Arbeit</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signatures.py" />
            <source>Signed</source>
            <translation>Freigegeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/core/signatures.py" />
            <source>signed</source>
            <translation>freigegeben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open image…</source>
            <translation>Bild öffnen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open one or more smear images.</source>
            <translation>Ein oder mehrere Bilder von Gesichtsfeldern öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open folder…</source>
            <translation>Ordner öffnen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open all smear images of a folder.</source>
            <translation>Alle Bilder eines Ordners öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open dataset…</source>
            <translation>Datensatz öffnen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open a LeukoDesk dataset (.h5).</source>
            <translation>Einen LeukoDesk-Datensatz (.h5) öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open the synthetic smear</source>
            <translation>Synthetischen Ausstrich öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open a computed smear whose cells are known exactly, to try everything out.</source>
            <translation>Einen berechneten Ausstrich mit genau bekannten Zellen öffnen, um alles auszuprobieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Save a copy of the dataset…</source>
            <translation>Kopie des Datensatzes speichern…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Write the whole dataset to another file. Your work is saved by itself all the time.</source>
            <translation>Den ganzen Datensatz in eine andere Datei schreiben. Ihre Arbeit wird laufend von selbst gespeichert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Import cells and labels…</source>
            <translation>Zellen und Zuordnungen importieren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Bring in what others marked; it is shown before anything happens, and undone like any change.</source>
            <translation>Übernehmen, was andere markiert haben; es wird vorher gezeigt und lässt sich wie jede Änderung zurücknehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Merge another copy…</source>
            <translation>Weitere Kopie zusammenführen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Bring in what somebody did in a copy of this dataset; it is shown before anything happens.</source>
            <translation>Übernehmen, was jemand in einer Kopie dieses Datensatzes getan hat; es wird gezeigt, bevor etwas geschieht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Export cells and labels…</source>
            <translation>Zellen und Zuordnungen exportieren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Write them for other programs, without camera data and without names unless you want them.</source>
            <translation>Für andere Programme schreiben, ohne Kameradaten und ohne Namen, sofern Sie es nicht anders wünschen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Pseudonymise patients…</source>
            <translation>Patienten pseudonymisieren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Put pseudonyms in the place of the patients' ids, which only the holder of a key can make again.</source>
            <translation>Pseudonyme an die Stelle der Kennungen der Patienten setzen; nur wer den Schlüssel hat, kann sie wieder erzeugen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>What is kept of images…</source>
            <translation>Was von Bildern behalten wird…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Choose whether names, folders and camera data of new images come into datasets with their pixels.</source>
            <translation>Wählen, ob Namen, Ordner und Kameradaten neuer Bilder mit ihren Pixeln in Datensätze kommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Save the report as PDF…</source>
            <translation>Bericht als PDF speichern…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Write the report on what is in view as it is printed.</source>
            <translation>Den Bericht über das Gezeigte so schreiben, wie er gedruckt wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Save everything and quit.</source>
            <translation>Alles speichern und beenden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Take the last change back.</source>
            <translation>Die letzte Änderung zurücknehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Do again what was taken back.</source>
            <translation>Das Zurückgenommene wiederherstellen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Remove cell</source>
            <translation>Zelle entfernen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Remove the chosen cells, in the gallery also those of other smears.</source>
            <translation>Die gewählten Zellen entfernen, in der Galerie auch die anderer Gesichtsfelder.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Copy cell</source>
            <translation>Zelle kopieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Put a picture of the cell, with a scale bar, on the clipboard.</source>
            <translation>Ein Bild der Zelle mit Maßstabsbalken in die Zwischenablage legen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Copy view</source>
            <translation>Ansicht kopieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Put the smear on the clipboard as it is shown, with everything drawn over it.</source>
            <translation>Das Gesichtsfeld so in die Zwischenablage legen, wie es gezeigt wird, mit allem, was darüber liegt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Select all cells</source>
            <translation>Alle Zellen auswählen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Select every cell of this smear.</source>
            <translation>Alle Zellen dieses Gesichtsfelds auswählen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Scale of this smear…</source>
            <translation>Maßstab dieses Gesichtsfelds…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Say how many micrometres one pixel is, if you know it better than the estimate.</source>
            <translation>Angeben, wie viele Mikrometer ein Pixel misst, wenn Sie es besser wissen als die Schätzung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Classes…</source>
            <translation>Klassen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Add, rename, colour and order the classes of this dataset, and give them keys.</source>
            <translation>Klassen dieses Datensatzes hinzufügen, umbenennen, färben und ordnen und ihnen Tasten geben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Your name…</source>
            <translation>Ihr Name…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>The name written beside every label you give.</source>
            <translation>Der Name, der neben jeder Ihrer Zuordnungen steht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Contours</source>
            <translation>Umrisse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Outline cells and nuclei.</source>
            <translation>Zellen und Zellkerne umranden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Fills</source>
            <translation>Füllungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Fill cells with their class colour.</source>
            <translation>Zellen mit der Farbe ihrer Klasse füllen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Class letters</source>
            <translation>Klassenbuchstaben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Write the class letter at cells.</source>
            <translation>Den Buchstaben der Klasse an die Zellen schreiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Show where the model looked: for the selected cells, or for all if none is selected.</source>
            <translation>Zeigen, wohin das Modell geschaut hat: für die ausgewählten Zellen oder für alle, wenn keine ausgewählt ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Hide all overlays</source>
            <translation>Alle Überlagerungen ausblenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>See the bare smear.</source>
            <translation>Das bloße Bild sehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Show adjusted colours</source>
            <translation>Angepasste Farben zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>See the smear in the colours it is analysed in; crops keep those they were photographed in.</source>
            <translation>Das Gesichtsfeld in den Farben sehen, in denen es ausgewertet wird; Ausschnitte behalten die aufgenommenen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Details of the selected cell</source>
            <translation>Einzelheiten der ausgewählten Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Show measures and probabilities of the selected cell; without them there is more room for crops.</source>
            <translation>Maße und Wahrscheinlichkeiten der ausgewählten Zelle zeigen; ohne sie ist mehr Platz für Ausschnitte.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Large gallery</source>
            <translation>Große Galerie</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Give the crops the middle of the window, with the smear below them.</source>
            <translation>Den Ausschnitten die Mitte des Fensters geben, mit dem Gesichtsfeld darunter.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Look closer.</source>
            <translation>Näher heran.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>See more.</source>
            <translation>Mehr sehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Whole smear</source>
            <translation>Ganzes Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Fit the smear into the window.</source>
            <translation>Das Gesichtsfeld in das Fenster einpassen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Actual pixels</source>
            <translation>Tatsächliche Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>One smear pixel per screen pixel.</source>
            <translation>Ein Bildpixel je Bildschirmpixel.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Zoom to the selected cell.</source>
            <translation>Die ausgewählte Zelle vergrößern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Previous smear</source>
            <translation>Voriges Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Show the previous smear.</source>
            <translation>Das vorige Gesichtsfeld zeigen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Next smear</source>
            <translation>Nächstes Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Show the next smear.</source>
            <translation>Das nächste Gesichtsfeld zeigen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Go to the review of smears.</source>
            <translation>Zur Durchsicht der Gesichtsfelder gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Go to the training of models.</source>
            <translation>Zum Training der Modelle gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>See the report as it is printed.</source>
            <translation>Den Bericht sehen, wie er gedruckt wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Next control</source>
            <translation>Nächstes Bedienelement</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Go on to the next control, also from the field and the cells, where Tab goes from cell to cell.</source>
            <translation>Zum nächsten Bedienelement, auch aus dem Gesichtsfeld und den Zellen heraus, wo Tab von Zelle zu Zelle führt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Previous control</source>
            <translation>Voriges Bedienelement</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Go back to the previous control, also from the field and the cells.</source>
            <translation>Zurück zum vorigen Bedienelement, auch aus dem Gesichtsfeld und den Zellen heraus.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Theme</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Theme like the desktop</source>
            <translation>Darstellung wie das System</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Follow the desktop.</source>
            <translation>Der Einstellung des Systems folgen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Light theme</source>
            <translation>Helle Darstellung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Dark writing on a light ground.</source>
            <translation>Dunkle Schrift auf hellem Grund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Dark theme</source>
            <translation>Dunkle Darstellung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Light writing on a dark ground.</source>
            <translation>Helle Schrift auf dunklem Grund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Language of the desktop</source>
            <translation>Sprache des Systems</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>From the next start on, speak the language of the desktop if there is a translation.</source>
            <translation>Ab dem nächsten Start die Sprache des Systems sprechen, wenn es eine Übersetzung gibt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Speak English from the next start on.</source>
            <translation>Ab dem nächsten Start Englisch sprechen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Deutsch</source>
            <translation>Deutsch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Speak German from the next start on.</source>
            <translation>Ab dem nächsten Start Deutsch sprechen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Select and move</source>
            <translation>Auswählen und verschieben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Put the tool away: clicks select cells, dragging moves the smear. Esc does the same.</source>
            <translation>Das Werkzeug weglegen: Klicks wählen Zellen aus, Ziehen verschiebt das Gesichtsfeld. Esc tut dasselbe.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Brush</source>
            <translation>Pinsel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Add to the cell where you begin; on free ground, draw a new cell.</source>
            <translation>Zu der Zelle hinzufügen, bei der Sie beginnen; auf freiem Grund eine neue Zelle zeichnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Eraser</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Take from the cell where you begin.</source>
            <translation>Von der Zelle wegnehmen, bei der Sie beginnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Click corners or draw round a cell; Return or a double click closes it.</source>
            <translation>Ecken klicken oder um eine Zelle zeichnen; Eingabe oder Doppelklick schließt den Umriss.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Split</source>
            <translation>Teilen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Draw a line across a cell that is really two.</source>
            <translation>Eine Linie quer durch eine Zelle ziehen, die in Wahrheit zwei ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Draw a line through cells that are really one, or select them before.</source>
            <translation>Linie durch Zellen ziehen, die eine sind, oder sie vorher auswählen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Add a missed cell</source>
            <translation>Übersehene Zelle hinzufügen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Click its nucleus: the outline is found for you.</source>
            <translation>Auf ihren Kern klicken: Der Umriss wird für Sie gefunden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Draw the nucleus</source>
            <translation>Zellkern zeichnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Brush, eraser and outline change the nucleus instead of the whole cell.</source>
            <translation>Pinsel, Radierer und Umriss ändern den Zellkern statt der ganzen Zelle.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Smaller brush</source>
            <translation>Kleinerer Pinsel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Make the brush smaller.</source>
            <translation>Den Pinsel verkleinern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Larger brush</source>
            <translation>Größerer Pinsel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Make the brush larger; Ctrl and the wheel do the same.</source>
            <translation>Den Pinsel vergrößern; Strg und Mausrad tun dasselbe.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Smooth outline</source>
            <translation>Umriss glätten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Take ragged borders off the selected cells and their nuclei.</source>
            <translation>Ausgefranste Ränder der ausgewählten Zellen und ihrer Kerne glätten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Fill holes</source>
            <translation>Löcher füllen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Fill holes in the selected cells and their nuclei.</source>
            <translation>Löcher in den ausgewählten Zellen und ihren Kernen füllen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Accept the suggestion, go on</source>
            <translation>Vorschlag annehmen, weiter</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Make the shown class your own label and go to the next cell without one.</source>
            <translation>Die gezeigte Klasse zur eigenen Zuordnung machen und zur nächsten Zelle ohne Zuordnung gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Accept all other suggestions</source>
            <translation>Alle übrigen Vorschläge annehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Make every suggestion of this smear that nobody reviewed your own label; undone in one step.</source>
            <translation>Jeden ungeprüften Vorschlag dieses Gesichtsfelds zur eigenen Zuordnung machen; in einem Schritt zurückzunehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Take the label away</source>
            <translation>Zuordnung wegnehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>The cell shows the model's suggestion again.</source>
            <translation>Die Zelle zeigt wieder den Vorschlag des Modells.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Next unreviewed cell</source>
            <translation>Nächste ungeprüfte Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Go to the next cell without a label.</source>
            <translation>Zur nächsten Zelle ohne Zuordnung gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Previous unreviewed cell</source>
            <translation>Vorige ungeprüfte Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Go to the previous cell without a label.</source>
            <translation>Zur vorigen Zelle ohne Zuordnung gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Pick cells by letters</source>
            <translation>Zellen mit Buchstaben wählen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Show a letter at every cell; those you type are selected, and the key of a class labels them all.</source>
            <translation>An jeder Zelle einen Buchstaben zeigen; was Sie tippen, wird ausgewählt, und die Taste einer Klasse ordnet alle zu.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Go on after a label</source>
            <translation>Nach einer Zuordnung weitergehen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>A key that labels one cell also goes to the next cell without a label.</source>
            <translation>Eine Taste, die eine Zelle zuordnet, geht auch zur nächsten Zelle ohne Zuordnung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Compare…</source>
            <translation>Vergleichen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>See where two models or readers name the cells of this smear otherwise.</source>
            <translation>Sehen, wo zwei Modelle oder Befunder die Zellen dieses Gesichtsfelds verschieden benennen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>See the labelled cells that look most like the selected one to the classifier.</source>
            <translation>Die zugeordneten Zellen sehen, die der ausgewählten für den Klassifikator am ähnlichsten sind.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Second reading (blind)</source>
            <translation>Zweitbefundung (blind)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Read what others labelled without seeing what they and the models said; their labels stay.</source>
            <translation>Befunden, was andere schon befundet haben, ohne zu sehen, was sie und die Modelle gesagt haben; deren Befunde bleiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Decide the cells whose readers differ, one after the other.</source>
            <translation>Die Zellen entscheiden, über die sich die Befunder uneins sind, eine nach der anderen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Stand for the labels of this smear; it is locked until somebody unlocks it and says why.</source>
            <translation>Für die Zuordnungen dieses Gesichtsfelds einstehen; es ist gesperrt, bis es jemand mit Begründung entsperrt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Unlock this smear…</source>
            <translation>Entsperren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Change a signed smear again; who did so and why stays in its history.</source>
            <translation>Ein freigegebenes Gesichtsfeld wieder ändern; wer es tat und warum, bleibt in seinem Verlauf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Patient…</source>
            <translation>Patient angeben…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Say whose the smears chosen in the list are: a training keeps all smears of a patient together.</source>
            <translation>Angeben, zu wem die in der Liste ausgewählten Gesichtsfelder gehören: Ein Training hält alle Gesichtsfelder eines Patienten zusammen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Keep for judging…</source>
            <translation>Zum Beurteilen zurücklegen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Freeze the smears chosen in the list: no training gets their cells, and models are judged on them.</source>
            <translation>Die in der Liste gewählten Gesichtsfelder einfrieren: Kein Training bekommt ihre Zellen, und Modelle werden an ihnen beurteilt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Release for training…</source>
            <translation>Zum Training zurückholen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Let training learn from the chosen frozen smears again; who did so and why stays in the history.</source>
            <translation>Trainings wieder von den gewählten eingefrorenen Gesichtsfeldern lernen lassen; wer es warum tat, bleibt im Verlauf.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Analyse this smear</source>
            <translation>Dieses Gesichtsfeld auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Find and classify the cells of this smear; labels you gave stay.</source>
            <translation>Die Zellen dieses Gesichtsfelds finden und klassifizieren; Ihre Zuordnungen bleiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Analyse what is in sight</source>
            <translation>Sichtbares auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Find and classify the cells of the part in sight of a slide or another very large smear.</source>
            <translation>Die Zellen im sichtbaren Teil eines Objektträgers oder eines anderen sehr großen Bildes finden und klassifizieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Analyse all new smears</source>
            <translation>Alle neuen Gesichtsfelder auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Analyse every smear of the dataset that has no cells yet.</source>
            <translation>Jedes Gesichtsfeld des Datensatzes auswerten, das noch keine Zellen hat.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Use the classifier's classes</source>
            <translation>Klassen des Klassifikators übernehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Give this dataset the classes that the chosen classifier names and that it lacks.</source>
            <translation>Diesem Datensatz die Klassen geben, die der gewählte Klassifikator nennt und die ihm fehlen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Analyse smears when opened</source>
            <translation>Gesichtsfelder beim Öffnen auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Start the analysis by itself when a smear is opened for the first time.</source>
            <translation>Die Auswertung von selbst beginnen, wenn ein Gesichtsfeld zum ersten Mal geöffnet wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Change how cells are found and see on the smear at once what would be found.</source>
            <translation>Ändern, wie Zellen gefunden werden, und im Gesichtsfeld sofort sehen, was gefunden würde.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Adjust colours to a template…</source>
            <translation>Farben an eine Vorlage anpassen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Choose a smear whose colours all others are adjusted to before they are analysed.</source>
            <translation>Ein Gesichtsfeld wählen, an dessen Farben alle anderen vor der Auswertung angepasst werden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Use this smear as the template</source>
            <translation>Dieses Gesichtsfeld als Vorlage nehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Take its colours.</source>
            <translation>Seine Farben übernehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Leave colours as they are</source>
            <translation>Farben lassen, wie sie sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Use no template.</source>
            <translation>Keine Vorlage verwenden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Retrain…</source>
            <translation>Nachtrainieren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Train a new model on the labels of this dataset; it becomes a candidate that you adopt or discard.</source>
            <translation>Ein neues Modell mit den Zuordnungen dieses Datensatzes trainieren; es wird ein Kandidat, den Sie übernehmen oder verwerfen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Models and their cards…</source>
            <translation>Modelle und ihre Karten…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>What each model was trained on, how good it was on unseen data, and what its controls showed.</source>
            <translation>Womit jedes Modell trainiert wurde, wie gut es auf ungesehenen Daten war und was seine Kontrollen zeigten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Short pages on how to work with LeukoDesk.</source>
            <translation>Kurze Seiten über die Arbeit mit LeukoDesk.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>All keys, and how to change them.</source>
            <translation>Alle Tasten, und wie man sie ändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Find a command…</source>
            <translation>Befehl suchen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Type a few letters of what you want.</source>
            <translation>Ein paar Buchstaben des Gewünschten eintippen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Show the log's place</source>
            <translation>Ort des Protokolls zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Open the folder of the log file.</source>
            <translation>Den Ordner der Protokolldatei öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/commands/action_table.py" />
            <source>Version, licence and what it is for.</source>
            <translation>Version, Lizenz und wofür es gedacht ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Usual choices</source>
            <translation>Übliche Wahl</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>MobileNetV2</source>
            <translation>MobileNetV2</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>EfficientNet-B0</source>
            <translation>EfficientNet-B0</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>ResNet-50</source>
            <translation>ResNet-50</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Small CNN</source>
            <translation>Kleines CNN</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Other networks</source>
            <translation>Weitere Netze</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>EfficientNet-B3</source>
            <translation>EfficientNet-B3</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>EfficientNetV2-L</source>
            <translation>EfficientNetV2-L</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>ResNet-101</source>
            <translation>ResNet-101</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>ResNet-152</source>
            <translation>ResNet-152</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>GoogLeNet</source>
            <translation>GoogLeNet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>VGG-16</source>
            <translation>VGG-16</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>VGG-19</source>
            <translation>VGG-19</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>AlexNet</source>
            <translation>AlexNet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>U-Net encoder</source>
            <translation>U-Net-Encoder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>With learned slopes (PLR)</source>
            <translation>Mit gelernten Steigungen (PLR)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>U-Net encoder PLR</source>
            <translation>U-Net-Encoder PLR</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>EfficientNet-B3 PLR</source>
            <translation>EfficientNet-B3 PLR</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>VGG-16 PLR</source>
            <translation>VGG-16 PLR</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Small CNN PLR</source>
            <translation>Kleines CNN PLR</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Cells with their neighbours</source>
            <translation>Zellen mit ihren Nachbarn</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>CNN and graph network</source>
            <translation>CNN und Graphnetz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>MobileNetV2 with graph</source>
            <translation>MobileNetV2 mit Graph</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>CNN and graph network, as published</source>
            <translation>CNN und Graphnetz, wie veröffentlicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Without a network</source>
            <translation>Ohne Netz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>SVM on measured features</source>
            <translation>SVM auf gemessenen Merkmalen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Support vector machine</source>
            <translation>Support Vector Machine</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>XGBoost</source>
            <translation>XGBoost</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>LightGBM</source>
            <translation>LightGBM</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Linear discriminant analysis</source>
            <translation>Lineare Diskriminanzanalyse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Ridge, cross-validated</source>
            <translation>Ridge, kreuzvalidiert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Ridge</source>
            <translation>Ridge</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Random forest</source>
            <translation>Random Forest</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Extra trees</source>
            <translation>Extra Trees</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Logistic regression</source>
            <translation>Logistische Regression</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Stochastic gradient descent</source>
            <translation>Stochastischer Gradientenabstieg</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>AdaBoost</source>
            <translation>AdaBoost</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Support vector machine, ν</source>
            <translation>Support Vector Machine, ν</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Support vector machine, linear</source>
            <translation>Support Vector Machine, linear</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Bagged trees</source>
            <translation>Bagging mit Bäumen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Passive-aggressive</source>
            <translation>Passiv-aggressiv</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Nearest neighbours</source>
            <translation>Nächste Nachbarn</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Linear perceptron</source>
            <translation>Lineares Perzeptron</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Naive Bayes, Bernoulli</source>
            <translation>Naive Bayes, Bernoulli</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Support vector machine, calibrated</source>
            <translation>Support Vector Machine, kalibriert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Nearest centroid</source>
            <translation>Nächster Schwerpunkt</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Naive Bayes, Gaussian</source>
            <translation>Naive Bayes, Gauß</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Decision tree</source>
            <translation>Entscheidungsbaum</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Extremely random tree</source>
            <translation>Extrem zufälliger Baum</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Quadratic discriminant analysis</source>
            <translation>Quadratische Diskriminanzanalyse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Label spreading</source>
            <translation>Label Spreading</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Label propagation</source>
            <translation>Label Propagation</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/classifiers/catalogue.py" />
            <source>Shares of the classes alone</source>
            <translation>Nur die Anteile der Klassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>patients</source>
            <translation>Patienten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>field</source>
            <translation>Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>fields</source>
            <translation>Gesichtsfelder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>block</source>
            <translation>Block</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>blocks</source>
            <translation>Blöcke</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>image</source>
            <translation>Bild</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>original</source>
            <translation>Original</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>originals</source>
            <translation>Originale</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>cell</source>
            <translation>Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>cells</source>
            <translation>Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>groups</source>
            <translation>Gruppen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>lists of points</source>
            <translation>Punktlisten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>Pascal VOC boxes</source>
            <translation>Rahmen als Pascal VOC</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>GeoJSON of QuPath</source>
            <translation>GeoJSON von QuPath</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>COCO JSON with run lengths</source>
            <translation>COCO JSON mit Lauflängen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>COCO JSON with polygons</source>
            <translation>COCO JSON mit Polygonen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>labelme JSON</source>
            <translation>labelme JSON</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>label images as PNG</source>
            <translation>Maskenbilder als PNG</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>label images as OME-TIFF</source>
            <translation>Maskenbilder als OME-TIFF</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>crops with drawn regions</source>
            <translation>Ausschnitte mit eingezeichneten Bereichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>a table of cells</source>
            <translation>Tabelle der Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>YOLO boxes</source>
            <translation>YOLO-Rahmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>YOLO polygons</source>
            <translation>YOLO-Polygone</translation>
        </message>
        <message>
            <location filename="../../leukodesk/store/formats/registry.py" />
            <source>folders of cut-out cells</source>
            <translation>Ordner mit ausgeschnittenen Zellen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/report_files.py" />
            <source>ROC of each class</source>
            <translation>ROC jeder Klasse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/report_files.py" />
            <source>Confusion</source>
            <translation>Verwechslungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/training/report_files.py" />
            <source>Each class against the rest</source>
            <translation>Jede Klasse gegen die übrigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Clusters</source>
            <translation>Cluster</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Colours the smear is parted into; one of them is nuclei.</source>
            <translation>Farben, in die das Gesichtsfeld aufgeteilt wird; eine davon sind die Kerne.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Nuclei are</source>
            <translation>Kerne sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Lowest red, as in the paper; most violet where red cells are stained grey or blue.</source>
            <translation>Am wenigsten rot, wie in der Veröffentlichung; am violettesten, wo Erythrozyten grau oder blau gefärbt sind.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Lowest red</source>
            <translation>Am wenigsten rot</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Most violet</source>
            <translation>Am violettesten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Clusters for cytoplasm</source>
            <translation>Cluster für Zytoplasma</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Colours the cytoplasm is looked for among.</source>
            <translation>Farben, unter denen das Zytoplasma gesucht wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Look for cytoplasm in</source>
            <translation>Zytoplasma suchen in</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>All that surrounds the nuclei, or, as in the paper, the cluster next to that of the nuclei.</source>
            <translation>Alles, was die Kerne umgibt, oder, wie in der Veröffentlichung, der Cluster neben dem der Kerne.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Surroundings</source>
            <translation>Umgebung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Second cluster</source>
            <translation>Zweitem Cluster</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>White balance</source>
            <translation>Weißabgleich</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Take colours relative to the empty background of the smear.</source>
            <translation>Farben im Verhältnis zum leeren Hintergrund des Gesichtsfelds nehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Threshold</source>
            <translation>Schwelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>What is darker than this is no nucleus but dirt.</source>
            <translation>Was dunkler ist, ist kein Kern, sondern Schmutz.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Width of the median filter</source>
            <translation>Breite des Medianfilters</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Takes noise away.</source>
            <translation>Nimmt Rauschen weg.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Smallest region</source>
            <translation>Kleinster Bereich</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Smaller regions are left out.</source>
            <translation>Kleinere Bereiche werden weggelassen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Largest hole</source>
            <translation>Größtes Loch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Holes up to this area are filled.</source>
            <translation>Löcher bis zu dieser Fläche werden gefüllt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Leave out cells at the border</source>
            <translation>Zellen am Rand weglassen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>They cannot be judged whole, but a reader may want them.</source>
            <translation>Sie sind nicht ganz zu beurteilen, doch mancher Befunder möchte sie haben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Shallow minima</source>
            <translation>Flache Minima</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>More parts fewer touching nuclei.</source>
            <translation>Ein höherer Wert trennt weniger sich berührende Kerne.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Reach of cytoplasm</source>
            <translation>Reichweite des Zytoplasmas</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>How far the cytoplasm of a cell reaches from its nucleus at most.</source>
            <translation>Wie weit das Zytoplasma einer Zelle höchstens von ihrem Kern reicht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Working pixel size</source>
            <translation>Arbeitspixelgröße</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Regions are found at about this pixel size; smaller is finer and slower.</source>
            <translation>Bereiche werden bei etwa dieser Pixelgröße gefunden; kleiner ist feiner und langsamer.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Random seed</source>
            <translation>Zufallsstartwert</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Of the first centres of k-means.</source>
            <translation>Für die ersten Zentren von k-means.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Paper</source>
            <translation>Veröffentlichung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Violet</source>
            <translation>Violett</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Pivots</source>
            <translation>Pivots</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Number of colours that regions grow from. More tell finer.</source>
            <translation>Anzahl der Farben, von denen aus Bereiche wachsen. Mehr unterscheiden feiner.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Growing threshold</source>
            <translation>Wachstumsschwelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Squared colour distance up to which a region grows around its pivot.</source>
            <translation>Quadrierter Farbabstand, bis zu dem ein Bereich um seinen Pivot wächst.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Convergence</source>
            <translation>Konvergenz</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Pivots are final once none moves by more than this colour distance.</source>
            <translation>Pivots stehen fest, sobald sich keiner um mehr als diesen Farbabstand bewegt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Decides which pixels the first pivots are drawn from.</source>
            <translation>Bestimmt, aus welchen Pixeln die ersten Pivots gezogen werden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Compare by</source>
            <translation>Vergleichen nach</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Colour takes all channels; intensity the green one alone, in which nuclei are darkest. With position, pixels far apart in the smear differ as well.</source>
            <translation>Farbe nimmt alle Kanäle; Intensität nur den grünen, in dem Kerne am dunkelsten sind. Mit Ort unterscheiden sich auch Pixel, die im Gesichtsfeld weit auseinanderliegen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Intensity</source>
            <translation>Intensität</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Colour position</source>
            <translation>Farbe und Ort</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Intensity position</source>
            <translation>Intensität und Ort</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Weight of position</source>
            <translation>Gewicht des Orts</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>How much a micrometre of distance counts; only where position is compared.</source>
            <translation>Wie viel ein Mikrometer Abstand zählt; nur, wo der Ort verglichen wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>colours per µm</source>
            <translation>Farben je µm</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>First pivots</source>
            <translation>Erste Pivots</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Random draws them evenly from the pixels; spread favours colours unlike those already drawn.</source>
            <translation>Zufällig zieht sie gleichmäßig aus den Pixeln; gestreut bevorzugt Farben, die den schon gezogenen unähnlich sind.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Spread</source>
            <translation>Gestreut</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Random</source>
            <translation>Zufällig</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Growing</source>
            <translation>Wachstum</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Nearest takes every pixel like a pivot; connected only those joined to a pivot's own pixels.</source>
            <translation>Nächster nimmt jedes Pixel, das einem Pivot gleicht; verbunden nur solche, die mit den Pixeln eines Pivots zusammenhängen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Nearest</source>
            <translation>Nächster</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Connected</source>
            <translation>Verbunden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Weight of common colours</source>
            <translation>Gewicht häufiger Farben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>At 1 every pixel counts the same; less lets rare colours, such as a lone nucleus, win a pivot.</source>
            <translation>Bei 1 zählt jedes Pixel gleich; weniger lässt seltene Farben, etwa einen einzelnen Kern, einen Pivot bekommen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Correct unusual stains</source>
            <translation>Ungewöhnliche Färbungen ausgleichen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Where the stain is pale, or red cells are grey or blue, looks for cells in the colours of a usual stain.</source>
            <translation>Sucht bei blasser Färbung oder grauen oder blauen Erythrozyten nach Zellen in den Farben einer üblichen Färbung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Cells by shape</source>
            <translation>Zellen nach ihrer Form</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Outlines each cell as one convex body and joins what its shape shows to be one cell; else colours alone decide, and cytoplasm of the colour of red cells is lost.</source>
            <translation>Umreißt jede Zelle als einen konvexen Körper und verbindet, was seiner Form nach eine Zelle ist; sonst entscheiden allein die Farben, und Zytoplasma in der Farbe von Erythrozyten geht verloren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Settle nuclei</source>
            <translation>Kerne nachbestimmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Finds each nucleus anew within its whole cell; else dark cytoplasm may count as nucleus.</source>
            <translation>Findet jeden Kern innerhalb seiner ganzen Zelle neu; sonst kann dunkles Zytoplasma als Kern zählen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Paper position</source>
            <translation>Veröffentlichung mit Ort</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Certainty</source>
            <translation>Sicherheit</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>How certain the network must be that a pixel belongs to a cell. Lower finds paler cytoplasm.</source>
            <translation>Wie sicher das Netz sein muss, dass ein Pixel zu einer Zelle gehört. Ein niedrigerer Wert findet blasseres Zytoplasma.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Parting</source>
            <translation>Trennung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>How clearly two middles must be apart to be two cells. Lower parts more.</source>
            <translation>Wie deutlich zwei Mitten getrennt sein müssen, um zwei Zellen zu sein. Ein niedrigerer Wert trennt mehr.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/segmentation/setting_row.py" />
            <source>What the network learnt: weights that travel with LeukoDesk, or some you trained.</source>
            <translation>Was das Netz gelernt hat: mitgelieferte Gewichte oder selbst trainierte.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{n} fields</source>
            <comment>1 field</comment>
            <translation>
                <numerusform>1 Gesichtsfeld</numerusform>
                <numerusform>{n} Gesichtsfelder</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{n} blocks</source>
            <comment>1 block</comment>
            <translation>
                <numerusform>1 Block</numerusform>
                <numerusform>{n} Blöcke</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{n} originals</source>
            <comment>1 original</comment>
            <translation>
                <numerusform>1 Original</numerusform>
                <numerusform>{n} Originale</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../leukodesk/inference/extrapolation.py" />
            <source>{n} groups</source>
            <comment>1 group</comment>
            <translation>
                <numerusform>1 Gruppe</numerusform>
                <numerusform>{n} Gruppen</numerusform>
            </translation>
        </message>
    </context>
</TS>
