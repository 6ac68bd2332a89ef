//! Commands and programs in which a secret may stand.

/// What is pasted, with the secret as it is written there.
pub const COMMANDS: &[(&str, &str)] = &[
    // curl for a POSIX shell
    (
        "curl -u",
        "curl -sS -u 'client-7:⟦line+posix⟧' -d grant_type=client_credentials https://as.example/token",
    ),
    (
        "curl -u, double quotes",
        "curl -u \"client-7:⟦line+double⟧\" https://as.example/token -d a=b",
    ),
    ("curl --user=", "curl --user='client-7:⟦line+posix⟧' https://as.example/token"),
    (
        "curl -u, ANSI-C quotes",
        "curl -u $'client-7:⟦ansi-c⟧' -d grant_type=client_credentials https://as.example/token",
    ),
    (
        "curl -d",
        "curl https://as.example/token -d grant_type=client_credentials -d client_id=client-7 -d client_secret=⟦form⟧",
    ),
    (
        "curl -d, one string",
        "curl -X POST https://as.example/token \\\n  -d 'grant_type=client_credentials&client_secret=⟦form⟧&client_id=client-7'",
    ),
    (
        "curl -d, not encoded",
        "curl https://as.example/token -d 'grant_type=client_credentials' -d 'client_secret=⟦line+posix⟧'",
    ),
    (
        "curl --data-urlencode",
        "curl https://as.example/token --data-urlencode 'client_secret=⟦line+posix⟧' -d grant_type=client_credentials",
    ),
    (
        "curl -F",
        "curl https://as.example/token -F 'client_secret=⟦line+posix⟧' -F grant_type=client_credentials",
    ),
    (
        "curl --json",
        "curl --json '{\"grant_type\":\"client_credentials\",\"client_secret\":\"⟦json+posix⟧\"}' https://as.example/token",
    ),
    ("curl query", "curl 'https://as.example/token?client_id=client-7&client_secret=⟦percent⟧'"),
    (
        "curl code",
        "curl https://as.example/token -d 'grant_type=authorization_code&code=⟦form⟧&redirect_uri=https%3A%2F%2Fapp.example%2Fcb'",
    ),
    (
        "curl refresh token",
        "curl https://as.example/token -d 'grant_type=refresh_token' -d 'refresh_token=⟦form⟧'",
    ),
    (
        "curl password",
        "curl https://as.example/token -d 'grant_type=password&username=ada&password=⟦form⟧'",
    ),
    (
        "curl assertion",
        "curl https://as.example/token -d 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=⟦claims⟧'",
    ),
    (
        "curl verifier",
        "curl https://as.example/token -d 'grant_type=authorization_code&code_verifier=⟦form⟧'",
    ),
    (
        "curl Basic header",
        "curl -H 'Authorization: Basic ⟦pair+base64⟧' -d grant_type=client_credentials https://as.example/token",
    ),
    (
        "curl Basic header, form-encoded first",
        "curl -H 'Authorization: Basic ⟦form+pair+base64⟧' https://as.example/token -d a=b",
    ),
    (
        "curl Basic header, URL-safe",
        "curl -H \"Authorization: Basic ⟦pair+base64url⟧\" https://as.example/token -d a=b",
    ),
    (
        "curl Basic header, twice",
        "curl -H 'Authorization: Basic ⟦pair+base64+base64⟧' https://as.example/token -d a=b",
    ),
    (
        "curl Basic header, plain",
        "curl -H 'Authorization: Basic ⟦line+pair+posix⟧' https://as.example/token -d a=b",
    ),
    ("curl bearer header", "curl -H 'Authorization: Bearer ⟦word⟧' https://api.example/me"),
    ("curl bearer option", "curl --oauth2-bearer '⟦line+posix⟧' https://api.example/me"),
    ("curl cookie", "curl -b 'session=⟦percent⟧' https://as.example/authorize?client_id=client-7"),
    ("curl key header", "curl -H 'X-Api-Key: ⟦line+posix⟧' https://api.example/me"),
    ("curl trace", "=> Send data, 200 bytes (0xc8)\n⟦traced⟧\n== Info: upload completely sent off"),
    ("curl dump", "=> Send data, 200 bytes (0xc8)\n⟦dumped⟧\n== Info: upload completely sent off"),
    // other shells and tools
    (
        "curl cmd",
        "curl ^\"https://as.example/token^\" ^\n  --data-raw ^\"grant_type=client_credentials^&client_secret=⟦form+cmd⟧^\"",
    ),
    ("curl cmd -u", "curl -u ^\"client-7:⟦cmd⟧^\" ^\"https://as.example/token^\""),
    (
        "curl cmd JSON",
        "curl ^\"https://as.example/token^\" --data-raw ^\"^{^\\^\"client_secret^\\^\":^\\^\"⟦json+cmd⟧^\\^\"^}^\"",
    ),
    (
        "curl PowerShell",
        "curl.exe -u 'client-7:⟦line+power⟧' `\n  -d 'grant_type=client_credentials' https://as.example/token",
    ),
    (
        "Invoke-RestMethod",
        "$body = @{ grant_type = 'client_credentials'; client_secret = '⟦power⟧' }\nInvoke-RestMethod -Method Post -Uri https://as.example/token -Body $body",
    ),
    (
        "Invoke-RestMethod, header",
        "Invoke-RestMethod -Uri https://as.example/token -Headers @{ Authorization = \"Basic ⟦pair+base64⟧\" }",
    ),
    ("PowerShell variable", "$env:CLIENT_SECRET = '⟦power⟧'"),
    (
        "wget",
        "wget -qO- --post-data 'grant_type=client_credentials&client_secret=⟦form⟧' https://as.example/token",
    ),
    ("wget header", "wget --header='Authorization: Basic ⟦pair+base64⟧' https://as.example/token"),
    ("wget password", "wget --user=client-7 --password='⟦line+posix⟧' https://as.example/token"),
    (
        "wget --http-password",
        "wget --auth-no-challenge --http-user=client-7 --http-password=\"⟦line+double⟧\" https://as.example/token",
    ),
    (
        "wget, cmd",
        "wget.exe ^\n  --post-data=\"client_id=client-7&client_secret=⟦form+cmd⟧\" ^\n  \"https://as.example/token\"",
    ),
    ("xh --bearer", "xh --bearer '⟦line+posix⟧' https://api.example/me"),
    ("HTTPie -A bearer", "http -A bearer -a '⟦line+posix⟧' https://api.example/me"),
    (
        "HTTPie --raw",
        "http --raw 'grant_type=client_credentials&client_secret=⟦form⟧' https://as.example/token",
    ),
    (
        "HTTPie",
        "http --form POST https://as.example/token grant_type=client_credentials client_secret='⟦line+posix⟧'",
    ),
    (
        "HTTPie -a",
        "http -a 'client-7:⟦line+posix⟧' --form POST https://as.example/token grant_type=client_credentials",
    ),
    ("HTTPie header", "http https://api.example/me 'Authorization:Bearer ⟦word⟧'"),
    (
        "shell variable",
        "export CLIENT_SECRET='⟦posix⟧'\ncurl -u \"client-7:$CLIENT_SECRET\" https://as.example/token",
    ),
    ("printf", "printf %s 'client-7:⟦line+posix⟧' | base64"),
    ("echo", "echo -n \"client-7:⟦line+double⟧\" | base64 -w0"),
    (
        "vendor's tool",
        "az login --service-principal -u client-7 --password '⟦line+posix⟧' --tenant acme",
    ),
    // programs
    (
        "fetch body",
        "fetch('https://as.example/token', { method: 'POST', body: 'grant_type=client_credentials&client_secret=⟦form⟧' })",
    ),
    (
        "fetch body, JSON",
        "fetch(\"https://as.example/token\", {\"body\": \"{\\\"client_secret\\\":\\\"⟦json+json⟧\\\"}\", \"method\": \"POST\"});",
    ),
    (
        "fetch parameters",
        "fetch(url, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: '⟦ansi-c⟧' }) })",
    ),
    ("fetch btoa", "headers: { Authorization: 'Basic ' + btoa('client-7:⟦ansi-c⟧') }"),
    ("append", "form.append('client_id', 'client-7'); form.append('client_secret', '⟦ansi-c⟧');"),
    (
        "requests data",
        "requests.post(url, data={'grant_type': 'client_credentials', 'client_secret': '⟦ansi-c⟧'})",
    ),
    (
        "requests auth",
        "requests.post(url, auth=('client-7', '⟦ansi-c⟧'), data={'grant_type': 'client_credentials'})",
    ),
    ("keyword", "client = WebApplicationClient(client_id='client-7', client_secret='⟦ansi-c⟧')"),
    ("Ruby hash", "OAuth2::Client.new('client-7', nil, :client_secret => \"⟦json⟧\")"),
];
