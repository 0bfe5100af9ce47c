<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>LeukoDesk</name>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Wheel</source>
            <translation>Mausrad</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Zoom where the pointer is</source>
            <translation>Am Zeiger vergrößern und verkleinern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Drag, or Space and drag</source>
            <translation>Ziehen, auch mit Leertaste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Move the smear</source>
            <translation>Gesichtsfeld verschieben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Click</source>
            <translation>Klick</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Select a cell; with Ctrl one more</source>
            <translation>Zelle auswählen; mit Strg eine weitere</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Double click</source>
            <translation>Doppelklick</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_table.py" />
            <source>Zoom to a cell, or show the whole smear</source>
            <translation>Zelle vergrößern oder ganzes Gesichtsfeld zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Draw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Select and move</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Put the tool away: clicks select cells, dragging moves the smear. Esc does the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Draw the nucleus</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Brush, eraser and outline change the nucleus instead of the whole cell.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Smaller brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Make the brush smaller.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Larger brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Make the brush larger; Ctrl and the wheel do the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Smooth outline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Take ragged borders off the selected cells and their nuclei.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Fill holes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/draw.py" />
            <source>Fill holes in the selected cells and their nuclei.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Take the last change back.</source>
            <translation>Die letzte Änderung zurücknehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Do again what was taken back.</source>
            <translation>Das Zurückgenommene wiederherstellen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Remove cell</source>
            <translation>Zelle entfernen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Remove the selected cells from this smear.</source>
            <translation>Die ausgewählten Zellen aus diesem Gesichtsfeld entfernen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Copy cell</source>
            <translation>Zelle kopieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Put a picture of the cell, with a scale bar, on the clipboard.</source>
            <translation>Ein Bild der Zelle mit Maßstabsbalken in die Zwischenablage legen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Copy view</source>
            <translation>Ansicht kopieren</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Put the field on the clipboard as it is shown, with everything drawn over it.</source>
            <translation>Das Gesichtsfeld so in die Zwischenablage legen, wie es gezeigt wird, mit allem, was darüber liegt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Select all cells</source>
            <translation>Alle Zellen auswählen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Select every cell of this smear.</source>
            <translation>Alle Zellen dieses Gesichtsfelds auswählen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Scale of this smear…</source>
            <translation>Maßstab dieses Gesichtsfelds…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Say how many micrometres one pixel is, if you know it better than the estimate.</source>
            <translation>Angeben, wie viele Mikrometer ein Pixel misst, wenn Sie es besser wissen als die Schätzung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>Your name…</source>
            <translation>Ihr Name…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/edit.py" />
            <source>The name written beside every label you give.</source>
            <translation>Der Name, der neben jeder Ihrer Zuordnungen steht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open image…</source>
            <translation>Bild öffnen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open one or more smear images.</source>
            <translation>Ein oder mehrere Bilder von Gesichtsfeldern öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open folder…</source>
            <translation>Ordner öffnen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open all smear images of a folder.</source>
            <translation>Alle Bilder eines Ordners öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open dataset…</source>
            <translation>Datensatz öffnen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open a LeukoDesk dataset (.h5).</source>
            <translation>Einen LeukoDesk-Datensatz (.h5) öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open the synthetic smear</source>
            <translation>Synthetischen Ausstrich öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Open a computed smear whose cells are known exactly, to try everything out.</source>
            <translation>Einen berechneten Ausstrich mit genau bekannten Zellen öffnen, um alles auszuprobieren.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Save a copy of the dataset…</source>
            <translation>Kopie des Datensatzes speichern…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Write the whole dataset to another file. Your work is saved by itself all the time.</source>
            <translation>Den ganzen Datensatz in eine andere Datei schreiben. Ihre Arbeit wird laufend von selbst gespeichert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Import cells and labels…</source>
            <translation>Zellen und Zuordnungen importieren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Bring in what others marked; it is shown before anything happens, and undone like any change.</source>
            <translation>Übernehmen, was andere markiert haben; es wird vorher gezeigt und lässt sich wie jede Änderung zurücknehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Merge another copy…</source>
            <translation>Weitere Kopie zusammenführen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Bring in what somebody did in a copy of this dataset; it is shown before anything happens.</source>
            <translation>Übernehmen, was jemand in einer Kopie dieses Datensatzes getan hat; es wird gezeigt, bevor etwas geschieht.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Export cells and labels…</source>
            <translation>Zellen und Zuordnungen exportieren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Write them for other programs, without camera data and without names unless you want them.</source>
            <translation>Für andere Programme schreiben, ohne Kameradaten und ohne Namen, sofern Sie es nicht anders wünschen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/file.py" />
            <source>Save everything and quit.</source>
            <translation>Alles speichern und beenden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <location filename="../../leukodesk/gui/guide.py" />
            <source>Guide</source>
            <translation>Anleitung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>Short pages on how to work with LeukoDesk.</source>
            <translation>Kurze Seiten über die Arbeit mit LeukoDesk.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>All keys, and how to change them.</source>
            <translation>Alle Tasten, und wie man sie ändert.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>Find a command…</source>
            <translation>Befehl suchen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>Type a few letters of what you want.</source>
            <translation>Ein paar Buchstaben des Gewünschten eintippen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>Show the log's place</source>
            <translation>Ort des Protokolls zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>Open the folder of the log file.</source>
            <translation>Den Ordner der Protokolldatei öffnen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>About LeukoDesk</source>
            <translation>Über LeukoDesk</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/help.py" />
            <source>Version, licence and what it is for.</source>
            <translation>Version, Lizenz und wofür es gedacht ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Analyse this smear</source>
            <translation>Dieses Gesichtsfeld auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Find and classify the cells of this smear; labels you gave stay.</source>
            <translation>Die Zellen dieses Gesichtsfelds finden und klassifizieren; Ihre Zuordnungen bleiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Analyse</source>
            <translation>Auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Analyse all new smears</source>
            <translation>Alle neuen Gesichtsfelder auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Analyse every smear of the dataset that has no cells yet.</source>
            <translation>Jedes Gesichtsfeld des Datensatzes auswerten, das noch keine Zellen hat.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Use the classifier's classes</source>
            <translation>Klassen des Klassifikators übernehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Give this dataset the classes that the chosen classifier names and that it lacks.</source>
            <translation>Diesem Datensatz die Klassen geben, die der gewählte Klassifikator nennt und die ihm fehlen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Analyse smears when opened</source>
            <translation>Gesichtsfelder beim Öffnen auswerten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Start the analysis by itself when a smear is opened for the first time.</source>
            <translation>Die Auswertung von selbst beginnen, wenn ein Gesichtsfeld zum ersten Mal geöffnet wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Segmentation settings</source>
            <translation>Einstellungen der Segmentierung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Change how cells are found and see in the field at once what would be found.</source>
            <translation>Ändern, wie Zellen gefunden werden, und im Gesichtsfeld sofort sehen, was gefunden würde.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Adjust colours to a template…</source>
            <translation>Farben an eine Vorlage anpassen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Choose a smear whose colours all others are adjusted to before they are analysed.</source>
            <translation>Ein Gesichtsfeld wählen, an dessen Farben alle anderen vor der Auswertung angepasst werden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Use this smear as the template</source>
            <translation>Dieses Gesichtsfeld als Vorlage nehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Take its colours.</source>
            <translation>Seine Farben übernehmen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Leave colours as they are</source>
            <translation>Farben lassen, wie sie sind</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Use no template.</source>
            <translation>Keine Vorlage verwenden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Retrain…</source>
            <translation>Nachtrainieren…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Train a new model on the labels of this dataset; it becomes a candidate that you adopt or discard.</source>
            <translation>Ein neues Modell mit den Zuordnungen dieses Datensatzes trainieren; es wird ein Kandidat, den Sie übernehmen oder verwerfen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>Models and their cards…</source>
            <translation>Modelle und ihre Karten…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/model.py" />
            <source>What each model was trained on, how good it was on unseen data, and what its controls showed.</source>
            <translation>Womit jedes Modell trainiert wurde, wie gut es auf ungesehenen Daten war und was seine Kontrollen zeigten.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Review</source>
            <translation>Durchsicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Accept the suggestion, go on</source>
            <translation>Vorschlag annehmen, weiter</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Make the shown class your own label and go to the next cell without one.</source>
            <translation>Die gezeigte Klasse zur eigenen Zuordnung machen und zur nächsten Zelle ohne Zuordnung gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Take the label away</source>
            <translation>Zuordnung wegnehmen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>The cell shows the model's suggestion again.</source>
            <translation>Die Zelle zeigt wieder den Vorschlag des Modells.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Next unreviewed cell</source>
            <translation>Nächste ungeprüfte Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Go to the next cell without a label.</source>
            <translation>Zur nächsten Zelle ohne Zuordnung gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Previous unreviewed cell</source>
            <translation>Vorige ungeprüfte Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Go to the previous cell without a label.</source>
            <translation>Zur vorigen Zelle ohne Zuordnung gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Compare…</source>
            <translation>Vergleichen…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>See where two models or readers name the cells of this smear otherwise.</source>
            <translation>Sehen, wo zwei Modelle oder Befunder die Zellen dieses Gesichtsfelds verschieden benennen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Similar labelled cells</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>See the labelled cells that look most like the selected one to the classifier.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Second reading (blind)</source>
            <translation>Zweitbefundung (blind)</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Read what others labelled without seeing what they and the models said; their labels stay.</source>
            <translation>Befunden, was andere schon befundet haben, ohne zu sehen, was sie und die Modelle gesagt haben; deren Befunde bleiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Adjudicate…</source>
            <translation>Entscheiden…</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/review.py" />
            <source>Decide the cells whose readers differ, one after the other.</source>
            <translation>Die Zellen entscheiden, über die sich die Befunder uneins sind, eine nach der anderen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Contours</source>
            <translation>Umrisse</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Outline cells and nuclei.</source>
            <translation>Zellen und Zellkerne umranden.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Fills</source>
            <translation>Füllungen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Fill cells with their class colour.</source>
            <translation>Zellen mit der Farbe ihrer Klasse füllen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Class letters</source>
            <translation>Klassenbuchstaben</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Write the class letter at cells.</source>
            <translation>Den Buchstaben der Klasse an die Zellen schreiben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Heatmap</source>
            <translation>Heatmap</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Show where the model looked: for the selected cells, or for all if none is selected.</source>
            <translation>Zeigen, wohin das Modell geschaut hat: für die ausgewählten Zellen oder für alle, wenn keine ausgewählt ist.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Hide all overlays</source>
            <translation>Alle Überlagerungen ausblenden</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>See the bare smear.</source>
            <translation>Das bloße Bild sehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Show adjusted colours</source>
            <translation>Angepasste Farben zeigen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>See the smear in the colours it is analysed in.</source>
            <translation>Das Gesichtsfeld in den Farben sehen, in denen es ausgewertet wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Large gallery</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Give the crops the middle of the window, with the field below them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Look closer.</source>
            <translation>Näher heran.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>See more.</source>
            <translation>Mehr sehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Whole smear</source>
            <translation>Ganzes Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Fit the smear into the window.</source>
            <translation>Das Gesichtsfeld in das Fenster einpassen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Actual pixels</source>
            <translation>Tatsächliche Pixel</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>One smear pixel per screen pixel.</source>
            <translation>Ein Bildpixel je Bildschirmpixel.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Selected cell</source>
            <translation>Ausgewählte Zelle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Zoom to the selected cell.</source>
            <translation>Die ausgewählte Zelle vergrößern.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Previous smear</source>
            <translation>Voriges Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Show the previous smear.</source>
            <translation>Das vorige Gesichtsfeld zeigen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Next smear</source>
            <translation>Nächstes Gesichtsfeld</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Show the next smear.</source>
            <translation>Das nächste Gesichtsfeld zeigen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Go to the review of smears.</source>
            <translation>Zur Durchsicht der Gesichtsfelder gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Train</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Go to the training of models.</source>
            <translation>Zum Training der Modelle gehen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Theme like the desktop</source>
            <translation>Darstellung wie der Schreibtisch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Follow the desktop.</source>
            <translation>Dem Schreibtisch folgen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Light theme</source>
            <translation>Helle Darstellung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Dark writing on a light ground.</source>
            <translation>Dunkle Schrift auf hellem Grund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Dark theme</source>
            <translation>Dunkle Darstellung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Light writing on a dark ground.</source>
            <translation>Helle Schrift auf dunklem Grund.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Language of the desktop</source>
            <translation>Sprache des Schreibtischs</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>From the next start on, speak the language of the desktop if there is a translation.</source>
            <translation>Ab dem nächsten Start die Sprache des Schreibtischs sprechen, wenn es eine Übersetzung gibt.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Speak English from the next start on.</source>
            <translation>Ab dem nächsten Start Englisch sprechen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Deutsch</source>
            <translation>Deutsch</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/action_tables/view.py" />
            <source>Speak German from the next start on.</source>
            <translation>Ab dem nächsten Start Deutsch sprechen.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/actions.py" />
            <source>Label as</source>
            <translation>Zuordnen als</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/actions.py" />
            <source>Label the selected cells, or the one under the pointer, as {title}.</source>
            <translation>Die ausgewählten Zellen, oder die unter dem Zeiger, zuordnen als: {title}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/command_palette.py" />
            <source>Commands that fit</source>
            <translation>Passende Befehle</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/command_palette.py" />
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Find a command</source>
            <translation>Befehl suchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/command_palette.py" />
            <source>What do you want to do?</source>
            <translation>Was möchten Sie tun?</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/copy_actions.py" />
            <source>The cell is on the clipboard as a picture with its scale bar.</source>
            <translation>Die Zelle liegt als Bild mit Maßstabsbalken in der Zwischenablage.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/copy_actions.py" />
            <source>The field is on the clipboard as it is shown.</source>
            <translation>Das Gesichtsfeld liegt so in der Zwischenablage, wie es gezeigt wird.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/copy_actions.py" />
            <source>The image is not read yet; try again in a moment.</source>
            <translation>Das Bild ist noch nicht gelesen; versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/guide.py" />
            <source>Search the guide</source>
            <translation>Anleitung durchsuchen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/guide.py" />
            <source>Pages of the guide</source>
            <translation>Seiten der Anleitung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/guide.py" />
            <source>Page of the guide</source>
            <translation>Seite der Anleitung</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/help_actions.py" />
            <source>The settings file has entries that make no sense and were ignored: {names}.</source>
            <translation>Die Einstellungsdatei hat Einträge ohne Sinn, die übergangen wurden: {names}.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/key_field.py" />
            <source>Key for {action}</source>
            <translation>Taste für {action}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/key_field.py" />
            <source>Press the new key.</source>
            <translation>Die neue Taste drücken.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/key_field.py" />
            <source>no key</source>
            <translation>keine Taste</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>To change a key, click into its field and press the new one. The cross leaves no key.</source>
            <translation>Um eine Taste zu ändern, in ihr Feld klicken und die neue drücken. Das Kreuz lässt keine Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>In the field, a thin outline with an open letter is a model's suggestion; a thick outline with a filled letter is your label.</source>
            <translation>Im Gesichtsfeld ist ein dünner Umriss mit offenem Buchstaben ein Vorschlag des Modells, ein dicker Umriss mit gefülltem Buchstaben Ihre Zuordnung.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>All keys</source>
            <translation>Alle Tasten</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Reset all keys</source>
            <translation>Alle Tasten zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Give every action the key it came with.</source>
            <translation>Jedem Befehl die ursprüngliche Taste geben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Mouse</source>
            <translation>Maus</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Give it the key it came with.</source>
            <translation>Ihm die ursprüngliche Taste geben.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Reset the key for {action}</source>
            <translation>Taste für {action} zurücksetzen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>Every action has the key it came with.</source>
            <translation>Jeder Befehl hat seine ursprüngliche Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>{key} already does “{action}” ({menu}). Give that another key first.</source>
            <translation>{key} gehört schon zu „{action}“ ({menu}). Geben Sie diesem Befehl zuerst eine andere Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>{key} belongs to the field: Space moves the smear, Esc lets go.</source>
            <translation>{key} gehört dem Gesichtsfeld: Leertaste verschiebt es, Esc lässt los.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/keys_dialog.py" />
            <source>{key} is kept for the classes of datasets; take another key.</source>
            <translation>{key} ist für die Klassen von Datensätzen vorbehalten; nehmen Sie eine andere Taste.</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Review or train</source>
            <translation>Durchsicht oder Training</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Undo {change}</source>
            <translation>Rückgängig: {change}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/main_window.py" />
            <source>Redo {change}</source>
            <translation>Wiederholen: {change}</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/menus.py" />
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/menus.py" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/menus.py" />
            <source>Open an image, a folder of images or a dataset</source>
            <translation>Ein Bild, einen Ordner mit Bildern oder einen Datensatz öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/menus.py" />
            <source>Open recent</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/view_actions.py" />
            <source>The window speaks the chosen language from its next start on.</source>
            <translation>Das Fenster spricht die gewählte Sprache ab seinem nächsten Start.</translation>
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
            <source>Open image</source>
            <translation>Bild öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <location filename="../../leukodesk/gui/welcome.py" />
            <source>Try the synthetic smear</source>
            <translation>Synthetischen Ausstrich ausprobieren</translation>
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
            <source>Artefact</source>
            <translation>Artefakt</translation>
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
    </context>
</TS>
