// SPDX-License-Identifier: Apache-2.0

/// The style of the report and of the annex: light and dark, narrow and wide, and on paper.
///
/// Heat shades are chosen so that the text on every one of them keeps a contrast of at least 4.5 to
/// 1.
enum StyleSheet {
  static let text: Markup = """
    :root {
      color-scheme: light dark;
      --paper: #fbfaf6; --card: #ffffff; --ink: #1b2226; --soft: #525c63; --line: #d9d8d0;
      --one: #0e6f72; --other: #a4581a; --both: #5c5f2e; --mark: #a4581a;
      --h1: #eef5f3; --h2: #d9ebe7; --h3: #bfdfd9; --h4: #a3d2ca; --h5: #86c4ba; --h6: #6bb5aa;
      --serif: "Iowan Old Style", "Palatino Linotype", Palatino, P052, "Source Serif 4", Georgia,
        "Liberation Serif", serif;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans",
        Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181a; --card: #1a1f22; --ink: #ece9e2; --soft: #a9b1b4; --line: #353c40;
        --one: #5fc0bb; --other: #e2a266; --both: #c5c58a; --mark: #e2a266;
        --h1: #1a2525; --h2: #1b3131; --h3: #1c3f3e; --h4: #1d4d4b; --h5: #1f5b58; --h6: #226a66;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; max-width: 66rem; padding: 3rem clamp(1rem, 4vw, 2.5rem) 5rem;
      background: var(--paper); color: var(--ink);
      font: 1rem/1.55 var(--sans); font-variant-numeric: lining-nums tabular-nums;
      overflow-wrap: break-word;
    }
    h1, h2, h3, h4, .lede, caption { font-family: var(--serif); text-wrap: balance; }
    h1 { margin: 0; font-size: 1.15rem; font-weight: 600; color: var(--soft); }
    h2 { margin: 4.5rem 0 1.25rem; padding-top: 1rem; border-top: 1px solid var(--line);
      font-size: 1.75rem; line-height: 1.2; font-weight: 600; }
    h3 { margin: 2.75rem 0 .75rem; font-size: 1.25rem; line-height: 1.3; }
    h4 { margin: 0; font: 600 .85rem/1.4 var(--sans); }
    p { margin: 0 0 .75rem; max-width: 42rem; }
    .lede { margin: .75rem 0 1.25rem; max-width: 56rem; font-size: clamp(1.35rem, 3.2vw, 2.1rem);
      line-height: 1.32; text-wrap: pretty; }
    .lede.long { font-size: clamp(1.25rem, 2.6vw, 1.7rem); line-height: 1.38; }
    .lede strong { font-weight: 600; }
    .note, .hint { color: var(--soft); font-size: .875rem; line-height: 1.5; }
    .alone { display: inline-block; margin: 0 0 1.25rem; padding: .3rem .8rem; max-width: none;
      border: 2px solid var(--mark); border-radius: .3rem; color: var(--mark); font-weight: 600; }
    ul { margin: 0; padding-left: 1.1rem; max-width: 42rem; }
    li { margin: 0 0 .5rem; }
    dl, dd { margin: 0; }

    .overview { display: grid; gap: 1.5rem 3rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
      align-items: start; margin-bottom: 3rem; }
    figure { margin: 0; }
    .venn { display: block; width: 100%; max-height: 17rem; }
    .venn circle { fill-opacity: .3; stroke-width: 1.5; }
    .venn .one { fill: var(--one); stroke: var(--one); }
    .venn .other { fill: var(--other); stroke: var(--other); }
    .bars { margin: 0 0 2rem; max-width: 46rem; break-inside: avoid; }
    .bars ul { margin: 0; padding: 0; max-width: none; list-style: none; }
    .bars li { display: grid; grid-template-columns: minmax(6rem, 1fr) 3fr minmax(8.5rem, 1fr);
      gap: .75rem; align-items: center; margin: 0; padding: .3rem 0; font-size: .875rem;
      line-height: 1.3; }
    .bars small { color: var(--soft); white-space: nowrap; }
    .bars svg { display: block; width: 100%; height: 1.4rem; background: var(--h1); }
    .bars rect { fill: var(--h5); }
    .bars path { fill: none; stroke: var(--ink); stroke-width: 1.5;
      vector-effect: non-scaling-stroke; }
    .legend { display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem; margin-top: 1rem;
      font-size: .875rem; line-height: 1.35; }
    .legend dt { color: var(--soft); }
    .legend b { display: block; font-size: 1.35rem; font-weight: 600; line-height: 1.4; }
    .legend small { color: var(--soft); font-size: .8rem; }
    .legend i { display: inline-block; width: .7rem; height: .7rem; margin-right: .4rem;
      border-radius: 50%; background: var(--both); }
    .legend i.one { background: var(--one); }
    .legend i.other { background: var(--other); }
    .introductions h3 { margin-top: 0; }
    .introductions ul { list-style: none; padding: 0; }
    .introductions li { margin: 0 0 .9rem; padding: .9rem 1.1rem .35rem; background: var(--card);
      border: 1px solid var(--line); border-left: 4px solid var(--one); border-radius: .3rem; }
    .introductions li.other { border-left-color: var(--other); }
    .introductions h4 { color: var(--one); }
    .introductions .other h4 { color: var(--other); }
    .introductions li p { margin-bottom: .5rem; }

    nav { margin: 0 0 -1.5rem; font-size: .875rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; padding: 0; max-width: none;
      list-style: none; }
    nav li { margin: 0; }
    a { color: var(--one); text-underline-offset: .2em; text-decoration-thickness: 1px; }
    a:focus-visible { outline: 2px solid var(--one); outline-offset: 3px; }
    .lead { margin-bottom: 1.5rem; max-width: 46rem; font-size: 1.125rem; }
    .cards { display: grid; gap: 1rem 1.5rem; margin: 0 0 2rem; padding: 0; max-width: none;
      list-style: none; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
    .cards li { margin: 0; padding: .9rem 1.1rem .35rem; background: var(--card);
      border: 1px solid var(--line); border-left: 4px solid var(--one); border-radius: .3rem; }
    .cards li.other { border-left-color: var(--other); }
    .cards h3 { margin: 0; font: 600 .85rem/1.4 var(--sans); color: var(--one); }
    .cards .other h3 { color: var(--other); }
    .cards p { margin-bottom: .5rem; }
    .numbers .note { margin-top: 1rem; }
    .caption { margin: 0; padding: 0 0 .3rem; font: 600 1.05rem/1.4 var(--serif); }
    caption span { display: block; padding-top: .15rem; color: var(--soft); text-wrap: pretty;
      font: 400 .8rem/1.4 var(--sans); }
    .trio { display: flex; flex-wrap: wrap; gap: 1.5rem 2.5rem; margin-bottom: 1.5rem; }
    .trio .scroll { margin: 0; flex: 1 1 auto; max-width: 100%; }
    .trio .small { table-layout: auto; }
    .wide { margin-bottom: 1.5rem; }
    .wide .grid, .wide .empty { margin-bottom: 2rem; }

    .scroll { overflow-x: auto; margin: 0 0 1rem; }
    .scroll:focus-visible { outline: 2px solid var(--one); outline-offset: 3px; }
    table { border-collapse: separate; border-spacing: 3px; width: 100%; }
    caption { padding: 0 0 .6rem; text-align: left; font-size: 1.05rem; font-weight: 600; }
    th { padding: .35rem .6rem .35rem .2rem; text-align: left; vertical-align: bottom;
      font-size: .85rem; font-weight: 600; line-height: 1.3; }
    tbody th, tfoot th { vertical-align: middle; }
    .heat thead th { text-align: right; color: var(--soft); }
    .heat thead th:first-child, .heat th[scope="colgroup"] { text-align: left; }
    .heat th[scope="colgroup"] { padding-left: .75rem; border-bottom: 1px solid var(--line); }
    .heat tr + tr th:first-child[scope="col"] { text-align: right; }
    .heat td { min-width: 4.6rem; padding: .5rem .6rem; border-radius: .2rem; text-align: right;
      vertical-align: top; line-height: 1.3; }
    .heat b { display: block; font-size: 1.15rem; font-weight: 600; }
    .heat small { display: block; font-size: .775rem; white-space: nowrap; }
    .heat i { font-style: normal; }
    .heat em { display: block; margin-top: .3rem; font-size: .75rem; font-style: normal;
      font-weight: 600; }
    .heat .mark { outline: 2px solid var(--mark); outline-offset: -2px; }
    .heat .plain, .heat .withheld, .heat .h0 { background: none;
      box-shadow: inset 0 0 0 1px var(--line); }
    .heat tfoot .plain, .heat td.plain:last-child { box-shadow: none; }
    .heat .withheld b { font-size: .875rem; font-weight: 400; font-style: italic;
      line-height: 1.7; }
    .heat .withheld { color: var(--soft); background: repeating-linear-gradient(
      135deg, transparent 0 6px, var(--h1) 6px 9px); }
    .h1 { background: var(--h1); } .h2 { background: var(--h2); } .h3 { background: var(--h3); }
    .h4 { background: var(--h4); } .h5 { background: var(--h5); } .h6 { background: var(--h6); }
    .map { table-layout: fixed; }
    .map th:first-child { width: 22%; }
    .map tr + tr th:first-child { width: auto; }
    .pair, .columns { display: grid; gap: 1.5rem 3rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
    .columns h3 { margin-top: 1.75rem; }
    .maps { display: grid; gap: 1.75rem 2.25rem; margin: 1.25rem 0 2.5rem;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
    .small { table-layout: fixed; border-spacing: 2px; break-inside: avoid; }
    .small td, .small th { min-width: 0; padding: .3rem .4rem; font-size: .75rem; }
    .small th { padding-left: 0; }
    .small b { font-size: .95rem; }
    .small small { font-size: .7rem; }
    .small .withheld b { font-size: .75rem; }
    .small tr > :first-child { width: 27%; }
    .small caption { padding-bottom: .2rem; font-size: 1rem; }

    .ledger { border-collapse: collapse; }
    .ledger th, .ledger td { padding: .6rem 1rem .6rem 0; border-top: 1px solid var(--line);
      vertical-align: top; text-align: left; font-size: .9rem; }
    .ledger thead th, .ledger thead td { border: 0; }
    .ledger tbody th { width: 24%; color: var(--soft); font-weight: 400; }
    .ledger p { margin: 0 0 .35rem; }
    .rules div, .evidence div { padding: .45rem 0; border-top: 1px solid var(--line);
      font-size: .875rem; }
    .rules div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 1rem; }
    .rules dd { grid-column: 2; }
    dt { color: var(--soft); }
    .evidence dd { font: .78rem/1.5 var(--mono); overflow-wrap: anywhere; }
    .names { margin-bottom: 2rem; columns: 15rem; column-gap: 2rem; list-style: none;
      padding: 0; max-width: none; font-size: .9rem; }
    .names li { margin: 0 0 .3rem; break-inside: avoid; }

    @media (max-width: 34rem) {
      body { padding-top: 1.75rem; }
      h2 { margin-top: 3.25rem; }
      table { overflow-wrap: normal; }
      .map { table-layout: auto; }
      .map th:first-child { width: auto; }
      .heat td { min-width: 0; padding: .4rem .3rem; }
      .heat:not(.small) th { font-size: .7rem; padding: .3rem .3rem .3rem 0; }
      .heat b { font-size: 1rem; }
      .heat small, .heat i::after { font-size: .7rem; }
      .heat i { font-size: 0; }
      .heat i::after { content: "–"; content: "–" / ""; }
      .heat .withheld b { font-size: .75rem; }
      .heat i { font-style: normal; }
      .heat em { font-size: .68rem; }
      .bars li { grid-template-columns: 1fr 1fr; gap: .2rem .75rem; }
      .bars svg { grid-column: 1 / 3; grid-row: 2; }
      .ledger th, .ledger td { padding-right: .6rem; font-size: .8rem; }
      .rules div { grid-template-columns: 1fr; }
      .rules dd { grid-column: 1; }
    }
    @media print {
      :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; }
      @page { margin: 16mm; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      .lede { font-size: 17pt; }
      .lede.long { font-size: 14pt; }
      h2 { margin-top: 2rem; break-after: avoid; }
      h3, caption { break-after: avoid; }
      tr, figure, table, .introductions li, .cards li, .evidence div { break-inside: avoid; }
      tfoot { display: table-row-group; }
      nav { display: none; }
      .scroll { overflow: visible; }
      .overview, .pair, .cards { grid-template-columns: 1fr 1fr; gap: 1rem 2rem; }
      .columns { grid-template-columns: 1fr; }
      .maps { grid-template-columns: 1fr 1fr; gap: 1rem 2rem; }
    }
    """
}
