"""The constructions of a web page in CSS: everything but colours, type and lengths, which a design fills in.

``$name`` stands for a measure of the design. Printed from a browser the page is the paper page again.
"""

from string import Template

NARROW = "max-width:40em"
"""Where the ledger and tables are laid out as cards."""
TOO_NARROW_FOR_WIDE = "max-width:64em"
"""The same for tables of many columns."""

_PAGE = """
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
@media screen and (min-width:48em){html{font-size:112.5%}}
body{margin:0;background:var(--paper);font-family:var(--family);overflow-wrap:anywhere;text-wrap:pretty}
.column{max-width:calc($column + 2.5rem);margin:0 auto;padding:0 1.25rem}
h1,h2,h3,h4,h5,h6,p,ul,ol,dl,dd,figure,blockquote{margin:0;padding:0}
h1,h2,h3,h4,h5,h6{text-wrap:balance;break-after:avoid}
h1{margin:0 0 $heading_1_after}
h2{margin:$heading_2_before 0 $heading_2_after}
h3,h4,h5,h6{margin:$heading_3_before 0 $heading_3_after}
p,ul,ol{margin:0 0 $body_after}
p,.squares,ol{max-width:$measure}
.lead{margin-bottom:$lead_after}
strong,em,.run-in{font-weight:600;font-style:normal}
.quiet{color:var(--ink-quiet)}
a{color:var(--primary);text-decoration-thickness:from-font;text-underline-offset:.15em}
a:hover{text-decoration-thickness:.14em}
:focus-visible{outline:.18rem solid var(--primary-dark);outline-offset:.16rem}
main:focus{outline:0}
sup{font-size:.68em;line-height:0;font-weight:600}
sup a{padding:.5em .3em}
svg{display:inline-block;fill:currentColor;overflow:visible}
svg .line{fill:none;stroke:currentColor}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1.25rem;top:-5rem;z-index:2;padding:.6rem 1rem;background:var(--paper)}
.skip:focus{top:1rem}
section{scroll-margin-top:1rem}
.part{padding-top:$heading_1_before}
.opens.part{padding-top:0;margin-top:6.4rem}
.opens.part>h1::before{content:"";display:block;width:$tab_width;height:.5rem;background:var(--primary);
margin-bottom:1.9rem}
main{padding-bottom:6.4rem}
"""

_COVER = """
.cover{--on-primary:var(--on-field);position:relative;isolation:isolate;overflow:hidden;background:var(--field);
color:var(--on-field)}
.cover .column{display:flex;flex-direction:column;min-height:min(38rem,86vh);padding-bottom:4rem}
.cover p{max-width:none;margin:0;text-wrap:balance}
.cover .forum{padding-top:3.6rem}
.cover .year{margin-top:auto;padding-top:4rem;line-height:1;text-indent:-.04em;white-space:nowrap}
.cover .year::before{content:"";display:inline-block;width:300vw;height:200rem;margin:0 -200vw -200rem -100vw;
background:var(--field-deep);position:relative;z-index:-1;vertical-align:baseline}
.cover .kind{padding-top:1.1rem}
.cover .status{align-self:flex-start;margin-top:1.4rem;padding:.3rem .9rem;border:.12rem solid;
font-size:1.05rem}
.cover.band .column{min-height:0;padding-bottom:.6rem}
.cover.band .forum{padding-top:1.6rem}
.cover.band .year{margin:0;padding-top:1.6rem}
.cover.band .kind{padding-top:.5rem}
.band{margin-bottom:2.4rem}
.cover.back .column{min-height:16rem;padding-bottom:2rem}
.contents{padding-top:4.6rem}
.contents ul{list-style:none;max-width:none;margin:0}
.contents>ul{border-top:$strong_rule solid var(--primary);margin-top:1rem}
.contents a{display:block;padding:$contents_1_before 0;border-bottom:$hairline solid var(--hair);
text-decoration:none}
.contents ul ul a{padding-left:$list_indent}
.contents a:hover{color:var(--primary);text-decoration:underline}
"""

_LISTS = """
.squares{list-style:none}
.squares>li,ol>li{margin-bottom:$list_after}
.squares>li{position:relative;padding-left:$list_indent}
.squares>li::before{content:"";position:absolute;left:0;top:.55em;width:$list_mark;height:$list_mark;
background:var(--primary)}
ol{padding-left:calc($list_indent*1.3)}
ol>li{padding-left:.2rem}
ol>li::marker{color:var(--primary);font-weight:600}
li>p{margin-bottom:$list_after}
li>:last-child{margin-bottom:0}
li>.squares,li>ol{margin-top:$list_after}
.squares .squares>li::before{height:.12rem;top:.72em}
.entries{max-width:none;border-top:$strong_rule solid var(--primary-dark);margin-bottom:1.5rem}
.entries>li{padding:$entry_padding 0 $entry_padding $entry_indent;margin:0;
border-bottom:$hairline solid var(--hair);break-inside:avoid}
.entries>li::before{top:calc($entry_padding + .42em);width:$entry_mark;height:$entry_mark}
.entries>li>p{margin:0;max-width:$measure}
.entries>li>p+p{margin-top:.3rem}
.entries>li>.label{font-size:1rem}
li>.key-figures{margin-top:1.2rem}
.large>.entries>li{padding-left:calc($entry_indent*1.25)}
.large>.entries>li::before{width:calc($entry_mark*1.23);height:calc($entry_mark*1.23);
top:calc($entry_padding + .62em)}
.large>.entries>li>.meta{font-size:.875rem;line-height:1.38;color:var(--ink-quiet)}
.notes{margin-top:.7rem}
.notes>li{padding-left:1rem}
.notes>li::before{height:.12rem;width:.5rem;top:.72em;background:var(--ink-quiet)}
.footnotes{list-style:none;margin-top:1.6rem}
.footnotes>li{display:flex;gap:.7rem;max-width:$measure;margin-bottom:.3rem}
.footnotes p{margin:0}
.footnotes .mark{font-weight:600;min-width:.6rem}
"""

_LEDGER = """
table{width:100%;table-layout:fixed;border-collapse:collapse;margin:0 0 1.8rem}
caption{text-align:left;padding-bottom:.6rem}
th{text-align:left}
thead th{vertical-align:bottom}
tbody th,tbody td{vertical-align:top;font-weight:400}
tr{break-inside:avoid}
table p,table .squares{max-width:none}
.ledger{border-bottom:$hairline solid var(--primary-dark);
margin-top:1.7rem}
.ledger thead th{padding:$ledger_head 0;border-bottom:$strong_rule solid var(--primary-dark)}
.ledger .number{width:7.5%}
.ledger .promised{width:41.25%;padding-right:$ledger_promise_gap}
.ledger tr>.promised:first-child{width:48.75%}
.ledger .done{background:var(--tint);padding-left:$ledger_padding;padding-right:$ledger_padding}
.ledger tbody th,.ledger tbody td{padding-top:$ledger_row;padding-bottom:$ledger_row}
.ledger tbody tr+tr>*{border-top:$hairline solid var(--hair)}
.ledger tbody .number{padding-top:calc($ledger_row + .36rem)}
.ledger p{margin-bottom:.35rem}
.ledger .meta{margin:.28rem 0 0}
.ledger .squares{margin-bottom:.5rem}
.ledger .squares>li{padding-left:$ledger_indent;margin-bottom:.33rem}
.ledger .squares>li::before{width:$ledger_mark;height:$ledger_mark}
.ledger .squares .squares{margin:.33rem 0 0}
.ledger .squares .squares>li::before{height:.12rem}
.ledger td>:last-child,.stay>:last-child{margin-bottom:0}
.reason{margin-top:.5rem}
.run-in{margin-right:.35em}
.pill{display:inline-flex;max-width:100%;align-items:center;gap:$pill_gap;min-height:$pill_height;margin-bottom:.3rem;
padding:.12rem $pill_right .12rem $pill_left;border:$pill_outline solid var(--primary-dark);
border-radius:1rem;background:var(--paper);vertical-align:middle}
.pill svg{flex:none;width:$pill_shape;height:$pill_shape}
.pill .knock{fill:none;stroke:var(--primary-dark)}
.met{background:var(--primary-dark);color:var(--on-primary)}
.partly-met,.ongoing{background:var(--tint-strong)}
.withdrawn,.not-rated{border-color:var(--rule);color:var(--ink-quiet)}
.not-rated{border-style:dashed}
.own{border-color:var(--own);color:var(--ink)}
.own svg{color:var(--own)}
.own .knock{stroke:var(--paper)}
@media screen and (min-width:40.01em){.stay{position:sticky;top:1rem}}
@media (forced-colors:active){.pill .knock{stroke:Canvas}.squares>li::before,.unit{forced-color-adjust:none}}
"""

_TABLES = """
.tally{border-top:$strong_rule solid var(--primary-dark)}
.tally thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.tally tbody th,.tally tbody td{padding:.42rem .8rem .42rem 0;border-bottom:$hairline solid var(--hair);
vertical-align:middle}
.tally .pill{margin:0}
.tally th:first-child{width:30%}
.tally td:last-child{width:27%}
.unit{display:inline-block;min-width:$tally_unit;padding:.42rem .3rem;margin:.1rem .12rem .1rem 0;
text-align:center;background:var(--primary)}
.data thead th{padding:0 .9rem .5rem 0;border-bottom:$strong_rule solid var(--primary-dark)}
.data tbody th,.data tbody td{padding:$table_text_before .9rem $table_text_after 0;
border-bottom:$hairline solid var(--hair)}
.data p{margin:0}
.data .meta{margin-top:.1rem}
.data .label{color:var(--ink)}
.data .figure{text-align:right;font-variant-numeric:tabular-nums}
.data thead th:last-child,.data tbody td:last-child{padding-right:0}
.data .group th{padding-top:$table_group_before;font-weight:600}
.data .total>*{font-weight:600;border-top:.07rem solid var(--primary-dark);
border-bottom:.1rem solid var(--primary-dark)}
.data tbody .bar{padding-left:1.4rem;padding-top:calc($table_text_before + .1rem)}
.measures thead th:last-child{padding-left:1.4rem}
.data .squares{margin:.3rem 0 0}
.measure{display:block;width:100%;max-width:14rem;height:auto}
.measure .track{stroke:var(--rule);stroke-width:.2}
.measure .actual{fill:var(--primary)}
.measure .baseline{fill:var(--paper);stroke:var(--primary-dark);stroke-width:.45}
.measure .gap{fill:var(--paper)}
.measure .target{fill:var(--accent)}
.threads .pill{display:block;border:0;padding:0;margin:0;background:none;font-weight:400;
font-size:.84rem;line-height:1.3;color:var(--ink)}
.threads .pill svg{display:block;width:1.09rem;height:1.09rem;margin-bottom:.35rem;color:var(--primary-dark)}
.threads .own svg{color:var(--own)}
.threads .pill .knock{stroke:var(--paper)}
.threads .quiet{font-size:.84rem;line-height:1.3;display:block}
.threads tbody th{font-weight:600}
.threads thead th:last-child,.threads tbody td:last-child{background:var(--tint)}
.threads thead th:not(:first-child),.threads tbody td{padding-left:.5rem;padding-right:.3rem}
.threads thead th{padding-top:.5rem}
"""

_VOICES = """
.callout,.story{background:var(--tint);border-left:$callout_bar solid var(--primary);
padding:$callout_row $callout_padding;margin:1.9rem 0;break-inside:avoid}
.story{border-left-color:var(--accent)}
.title{margin-bottom:.24rem}
.callout>:last-child,.story>:last-child,.callout li:last-child,.story li:last-child{margin-bottom:0}
.quotation{border-left:$quotation_rule solid var(--accent);margin:$quotation_before 0;
padding-left:calc($quotation_indent - $quotation_rule);break-inside:avoid}
.quotation blockquote p{text-wrap:balance;margin-bottom:$quotation_after}
.picture{margin:1.7rem 0;break-inside:avoid}
.picture img{display:block;max-width:100%;height:auto}
.figure.full img{width:100%}
.portrait{margin:0 0 .8rem}
.portrait img{width:8rem}
.logo{margin:.8rem 0}
.logo img{background:var(--logo-paper);max-width:min(12rem,100%);max-height:5rem;width:auto}
.beside{display:flex;flex-wrap:wrap;gap:$code_gap;justify-content:space-between;break-inside:avoid}
.beside>div{flex:1 1 15rem}
.code{margin:0}
.picture.code img{width:calc($code*1.28);height:auto;padding:calc($code*.14);background:var(--logo-paper);
image-rendering:pixelated}
figcaption{margin-top:.5rem;max-width:$measure}
.attribution{max-width:$measure}
.key-figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(11rem,100%),1fr));gap:$gutter;
list-style:none;max-width:none;margin:1.2rem 0 2.6rem}
.key-figures>li{border-top:$figure_rule solid var(--primary);padding-top:.7rem;break-inside:avoid}
.key-figures p{max-width:none;margin:0;text-wrap:balance}
.key-figures .label{padding:.47rem $gutter 0 0}
.key-figures .beside{letter-spacing:0;line-height:1}
.glance{list-style:none;max-width:none;border-top:$strong_rule solid var(--primary-dark);margin-bottom:1.8rem}
.glance>li{display:grid;grid-template-columns:$glance_number 2.2fr 1fr;column-gap:.5rem;align-items:baseline;
padding:$glance_words_before 0;border-bottom:$hairline solid var(--hair)}
.marked::before{content:"";display:inline-block;width:.56rem;height:.56rem;margin-right:.6rem;
background:var(--primary)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:$card_gap;
list-style:none;max-width:none;margin:1.2rem 0 0}
.cards>li{border-top:$figure_rule solid var(--primary);padding-top:.7rem;break-inside:avoid}
.cards p{margin:0 0 .5rem}
.cards .person-side{margin:0}
.cards .person-name{margin:0 0 .38rem;text-wrap:balance}
dl{border-top:$strong_rule solid var(--primary-dark);margin:1.2rem 0 1.8rem}
:is(h1,h2,h3,h4)+dl{margin-top:0}
dl>div{display:grid;grid-template-columns:$term_width 1fr;column-gap:1.2rem;padding:$term_before 0;
border-bottom:$hairline solid var(--hair);break-inside:avoid}
dd>:last-child{margin-bottom:0}
@media screen and ($narrow){.glance>li{grid-template-columns:$glance_number 1fr}
.standing{grid-column:2}dl>div{grid-template-columns:1fr}
.tally tbody tr{display:block;padding:.5rem 0;border-bottom:$hairline solid var(--hair)}
.tally,.tally tbody,.tally caption{display:block}
.tally tbody th:first-child,.tally tbody td:nth-child(n){display:block;width:auto;border:0;padding:.15rem 0}
h1{font-size:1.9rem}h2{font-size:1.4rem}h3{font-size:1.15rem}
.large>.entries>li>p:not(.meta){font-size:1.125rem}
.opens.part{margin-top:4.4rem}.cover .forum{padding-top:2rem}
.quotation{padding-left:1rem}.entries>li,.large>.entries>li{padding-left:1.5rem}}
"""

_STACKED_LEDGER = """
@media screen and ($narrow){
.ledger,.ledger tbody,.ledger tr,.ledger tbody th,.ledger tbody td,.ledger caption{display:block}
.ledger{border-bottom:0}
.ledger,.ledger .promise,.ledger .rest,.ledger .reason{font-size:1rem}
.ledger thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.ledger tbody tr{border-top:$strong_rule solid var(--primary-dark);padding:.8rem 0 1.7rem}
.ledger tbody tr+tr>*{border:0}
.ledger tr>.promised,.ledger tr>.promised:first-child{width:auto;padding:0 0 .9rem}
.ledger tbody .done{width:auto;padding:.85rem 1.05rem .9rem}
.ledger tbody .number{width:auto;padding:0 0 .24rem;font-size:0;line-height:0;letter-spacing:0}
.ledger [data-label]::before{content:attr(data-label);display:block;margin-bottom:.35rem;
color:var(--primary-dark);font-weight:600;font-size:.9167rem;line-height:1.41}
.ledger .number::before,.ledger .promised::before{color:var(--primary)}
}
"""

_PRINT = """
@media print{
@page{margin:24mm 22mm}
@page cover{margin:0}
html{font-size:11pt}
body,.cover,.ledger .done,.pill,.unit,svg,.callout,.story,.squares>li::before{print-color-adjust:exact;
-webkit-print-color-adjust:exact}
.skip{display:none}
.column{max-width:none;padding:0}
header{page:cover;break-after:page}
.cover .column{min-height:100vh;padding:0 25mm 60mm}
header:has(.band){page:auto;break-after:auto}
.cover.band .column{min-height:0;padding:0 8mm 2mm}
main{padding:0}
.contents{padding-top:0;break-after:page}
.opens.part{margin-top:0;break-before:page}
.part:first-child{break-before:auto}
thead{display:table-header-group}
a{color:inherit}
}
"""

SHEET = Template(
    f"{_PAGE}{_COVER}{_LISTS}{_LEDGER}{_TABLES}{_VOICES}{_STACKED_LEDGER}{_PRINT}".replace(
        "$narrow", NARROW
    ).replace("\n", "")
)

_STACKED = """
$table,$table caption,$table tbody,$table tr,$table tbody th,$table tbody td{display:block}
$table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
$table tbody tr{border-top:.125rem solid var(--primary-dark);padding:.6rem 0 1.2rem}
$table tbody th,$table tbody td,$table tbody .figure,$table tbody .bar{width:auto;border:0;padding:.15rem 0;
text-align:left}
$table tbody th>p:first-child{font-weight:600}
$table [data-label]{display:grid;grid-template-columns:minmax(0,38%) minmax(0,1fr);column-gap:.8rem}
$table [data-label]::before{content:attr(data-label);font-weight:600;font-size:.875rem;
color:var(--primary-dark)}
$table [data-label]>*{grid-column:2}
$table tbody .total>*{border:0}
$table tbody tr.group{border:0;padding:1.2rem 0 .5rem}
$table.threads tbody td:last-child{background:none}
$table.threads tbody td:empty{display:none}
$table.threads .pill{display:flex;gap:.5rem}
$table.threads .pill svg{margin:0}
"""


def stacked(table: str) -> str:
    """The rules that lay a data table out as cards, a row one under the other; ``table`` selects it."""
    return _STACKED.replace("$table", table).replace("\n", "")
