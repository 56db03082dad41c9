"""Does the lint find each fault, and nothing where there is none?"""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from practicum.authoring import BuildError
from practicum.authoring.access import contrast, contrast_problems, html_problems, notebook_problems
from practicum.authoring.notebook_page import notebook_page
from practicum.look import page, stylesheet

CLEAN = """
<h1>Card</h1><h2>Part</h2><p>Read <a href="x.html">the lesson on reach</a>.</p><h3>Small</h3><h2>Next</h2>
<img src="a.png" alt="Bars"><svg role="img" aria-label="A curve"></svg><svg aria-hidden="true"></svg>
<table><thead><tr><th scope="col">Day</th></tr></thead><tbody><tr><th scope="row">1</th></tr></tbody></table>
<form><label for="n">Name</label><input id="n"><label>Age <input></label><button>Save</button>
<fieldset><legend>Choice</legend><input type="radio" aria-label="Yes"></fieldset><input type="hidden"></form>
"""
FAULTS = {
    "<h1>Again</h1>": "2 headings of the first level",
    "<h2>A</h2><h4>B</h4>": "“B” of level 4 follows one of level 2",
    "<h2> </h2>": "heading is empty",
    '<img src="a.png">': "image has no words",
    '<img src="a.png" alt="No description has been provided for this image">': "image has no words",
    '<svg viewBox="0 0 1 1"><circle r="1"/></svg>': "image has no words",
    "<table><tr><td>1</td></tr></table>": "no head: “1”",
    "<table><tr><th>Day</th></tr></table>": "no scope: “Day”",
    '<table><tr><th scope="col"></th><td>1</td></tr></table>': "head of a table is empty",
    '<a href="x">here</a>': "“here” do not say",
    '<a href="x"><b>Read more</b></a>': "“Read more” do not say",
    '<a href="https://a.example/b">https://a.example/b</a>': "stands as a link's words",
    '<a href="x"><svg aria-hidden="true"></svg></a>': "has no words",
    '<p id="n"></p>': "“n” stands there 2 times",
    '<input name="age">': "no label: age",
    "<select></select>": "no label: select",
    '<label for="elsewhere">A</label><textarea id="b"></textarea>': "no label: textarea",
    '<input aria-labelledby="nowhere">': "no label: input",
    "<button></button>": "no label: button",
    "<fieldset><p>Which?</p></fieldset>": "no legend",
}


def test_is_a_clean_page_clean():
    assert html_problems(page("Card", CLEAN)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_is_each_fault_found_alone(fault):
    (found,) = html_problems(page("Card", CLEAN + fault))
    assert FAULTS[fault] in found


@pytest.mark.parametrize(
    ("take", "give", "said"),
    [
        ('<html lang="en">', "<html>", "in which language"),
        ("<title>Card</title>", "<title></title>", "no title"),
        ("<h1>Card</h1>", "", "0 headings"),
    ],
)
def test_does_a_page_say_its_language_its_title_and_one_heading(take, give, said):
    text = page("Card", CLEAN)
    assert take in text
    assert any(said in one for one in html_problems(text.replace(take, give)))


def test_are_faults_of_a_notebook_named_by_cell_and_headings_read_across_cells():
    image = new_output("display_data", data={"image/png": "aGk=", "text/plain": "<Figure>"})
    table = new_output("display_data", data={"text/html": "<table><tr><th>A</th></tr></table>"})
    book = new_notebook(
        cells=[
            new_markdown_cell("# Title\n\n![](a.png)"),
            new_markdown_cell("### Jump\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
            new_code_cell("plot()", outputs=[image, table]),
        ]
    )
    assert [one.partition(":")[0] for one in notebook_problems(book)] == [
        "Cell 3",
        "Cell 2",
        "Cell 1",
        "Cell 3",
    ]


def test_is_a_notebook_without_a_title_found_and_refused_as_a_page():
    book = new_notebook(cells=[new_markdown_cell("## Only a part")])
    assert "0 headings" in notebook_problems(book)[0]
    with pytest.raises(BuildError, match="no title"):
        notebook_page(book)


def test_does_a_page_of_a_notebook_carry_no_script_no_prompt_and_styles_once():
    shown = [
        new_output(
            "display_data", data={"text/html": f"<style>{stylesheet()}.practicum i{{}}</style><p>Hi</p>"}
        )
    ]
    book = new_notebook(
        cells=[
            new_markdown_cell("# Title & more\n\n| a |\n|---|\n| 1 |"),
            new_code_cell("1 + 1", outputs=shown, execution_count=7),
            new_code_cell("1 + 2", outputs=shown, execution_count=8),
        ]
    )
    text = notebook_page(book)
    assert html_problems(text) == []
    assert "<script" not in text
    assert "¶" not in text
    assert "[7]" not in text.replace("&nbsp;", "")
    assert text.count(".practicum i{}") == 1
    assert "<title>Title &amp; more</title>" in text


def test_is_contrast_that_of_wcag():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    ("token", "colour", "said"),
    [
        ("ink-3: #5b6472", "ink-3: #8a929e", "light: ink-3 on paper"),
        ("focus: #8fd3ea", "focus: #2a3038", "dark: focus"),
    ],
)
def test_is_a_colour_that_fades_found_in_its_scheme(token, colour, said):
    css = stylesheet()
    assert contrast_problems(css) == []
    assert token in css
    found = contrast_problems(css.replace(token, colour))
    assert any(one.startswith(said) for one in found)
