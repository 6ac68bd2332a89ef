use super::*;

/// `path=value` of every value, and the span's text where it differs from the value.
fn values(text: &str) -> Vec<String> {
    let layer = Layer::root(text);
    let leaves = objects(&layer, layer.all()).into_iter().flat_map(|object| object.leaves);
    let shown = |leaf: Leaf| {
        let written = leaf.value.span(leaf.value.all()).of(text).to_owned();
        let value = leaf.value.text();
        let written = if written == value { String::new() } else { format!(" <{written}>") };
        format!("{}={value}{written}", leaf.path)
    };
    leaves.map(shown).collect()
}

#[test]
fn every_dump_gives_its_values() {
    // RFC 8259; Python's and Ruby's repr; Node's util.inspect; Java's Map.toString; Markdown; word processors.
    let table: &[(&str, &[&str])] = &[
        (r#"{"a":"b","c":[1,{"d":null}]}"#, &["a=b", "c=1", "c.d=null"]),
        (r#"x {"a":"b"} y {"c":"d"}"#, &["a=b", "c=d"]),
        ("{'a': 'b', 'c': None, 'd': True}", &["a=b", "c=None", "d=True"]),
        (r#"{'a': "it's", 'b': 'x'}"#, &["a=it's", "b=x"]),
        (
            "{ a: <ref *1> R {\n    b: [Object: null prototype] { c: 'd' },\n    e: Object [H] { f: 'g' },\n    h: [ { i: 1 } ],\n    j: [Function: k],\n    l: 'm' +\n      'n' } }",
            &["a.b.c=d", "a.e.f=g", "a.h.i=1", "a.l=mn <m' +\n      'n>"],
        ),
        (r#"{"a"=>"b", :c=>"d"}"#, &["a=b", "c=d"]),
        ("{ a: 'b', c: undefined, d: [Object], }", &["a=b", "c=undefined", "d=Object"]),
        (
            "{\n  a: 'b',\n  r: Response {\n    s: 401 },\n  [Symbol(k)]: 'v' }",
            &["a=b", "r.s=401", "Symbol(k)=v"],
        ),
        ("{a=b, c=d, e and f}", &["a=b", "c=d, e and f"]),
        ("{“a”: “b”}", &["a=b"]),
        (r#"{"a":"invalid\_client"}"#, &["a=invalid_client <invalid\\_client>"]),
        (r#"{"a":"client\u0027s"}"#, &["a=client's <client\\u0027s>"]),
        (r#"{\"a\":\"b \\\"c\\\"\"}"#, &[r#"a=b "c" <b \\\"c\\\">"#]),
        (r#"{"a":"b","c":"tru"#, &["a=b", "c=tru"]),
        (r#"{"a":"b","c":{"d":"e""#, &["a=b", "c.d=e"]),
        ("{\"a\":\"b\"\n\"c\":\"d\"}", &["a=b", "c=d"]),
        (r#"{"a":"the "b" of c","d":1}"#, &[r#"a=the "b" of c"#, "d=1"]),
        ("{\"a\":\"\"}", &["a="]),
        ("{ [5 bytes data]", &[]),
        ("function() { return 1 }", &[]),
        ("{{client_id}} {0} {}", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(values(text), *expected, "{text}");
    }
}

#[test]
fn nesting_has_no_end_and_costs_no_more() {
    let text = "{\"a\":[".repeat(10_000) + "1";
    assert_eq!(values(&text).len(), 0);
    assert_eq!(values(&("[".repeat(10_000) + r#"{"a":"b"}"#)), ["a=b"]);
    assert_eq!(values(&r#"{"a":1,"#.repeat(3)), ["a=1", "a=1", "a=1"]);
}
