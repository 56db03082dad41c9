// The Data Integrity form of a certificate (eddsa-rdfc-2022). A general JSON-LD processor weighs 164 kB; a certificate
// has one shape and pinned contexts, so this table says what each of its members means. Whatever is not in the table is
// refused: it would be shown without being signed. Canonical form: W3C RDF Dataset Canonicalization 1.0.
const OB = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#", VC = "https://www.w3.org/2018/credentials#";
const ORG = "https://schema.org/", STATUS = "https://www.w3.org/ns/credentials/status#", SEC = "https://w3id.org/security#";
const XSD = "http://www.w3.org/2001/XMLSchema#", XSDS = "https://www.w3.org/2001/XMLSchema#"; // both stand in the contexts
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

const text = predicate => ({ predicate, as: "text" });
const iri = predicate => ({ predicate, as: "iri" });
const typed = (predicate, datatype) => ({ predicate, as: "text", datatype });
const node = (predicate, shape) => ({ predicate, as: shape });
const nodes = (predicate, shape, least = 0, most = 20) => ({ predicate, as: shape, many: true, least, most });

// type: as it stands in the document, then as IRIs.
const SHAPES = {
  credential: [["VerifiableCredential", "OpenBadgeCredential"], [`${VC}VerifiableCredential`, `${OB}OpenBadgeCredential`], {
    name: text(`${ORG}name`), validFrom: typed(`${VC}validFrom`, `${XSD}dateTime`), validUntil: typed(`${VC}validUntil`, `${XSD}dateTime`),
    issuer: node(`${VC}issuer`, "issuer"), credentialSubject: node(`${VC}credentialSubject`, "subject"),
    credentialSchema: nodes(`${VC}credentialSchema`, "schema", 1, 1), credentialStatus: node(`${VC}credentialStatus`, "status"),
    evidence: nodes(`${VC}evidence`, "evidence") }],
  issuer: [["Profile"], [`${OB}Profile`], { name: text(`${ORG}name`), url: typed(`${ORG}url`, `${XSDS}anyURI`) }],
  schema: ["1EdTechJsonSchemaValidator2019", ["https://purl.imsglobal.org/spec/vccs/v1p0/context.json#1EdTechJsonSchemaValidator2019"], {}],
  status: ["BitstringStatusListEntry", [`${STATUS}BitstringStatusListEntry`], {
    statusListCredential: iri(`${STATUS}statusListCredential`), statusListIndex: text(`${STATUS}statusListIndex`),
    statusPurpose: text(`${STATUS}statusPurpose`) }],
  evidence: [["Evidence"], [`${OB}Evidence`], { name: text(`${ORG}name`), narrative: text(`${OB}narrative`) }],
  subject: [["AchievementSubject"], [`${OB}AchievementSubject`], {
    achievement: node(`${OB}achievement`, "achievement"), activityEndDate: typed(`${OB}activityEndDate`, `${XSDS}date`),
    identifier: nodes(`${OB}identifier`, "identifier", 1, 1), licenseNumber: text(`${OB}licenseNumber`), result: nodes(`${OB}result`, "result") }],
  identifier: ["IdentityObject", [`${OB}IdentityObject`], {
    hashed: { predicate: `${OB}hashed`, as: "false", datatype: `${XSDS}boolean` }, identityHash: text(`${OB}identityHash`),
    identityType: text(`${OB}identityType`) }],
  result: [["Result"], [`${OB}Result`], {
    resultDescription: typed(`${OB}resultDescription`, `${XSDS}anyURI`), status: text(`${OB}status`), value: text(`${ORG}value`) }],
  achievement: [["Achievement"], [`${OB}Achievement`], {
    achievementType: text(`${OB}achievementType`), alignment: nodes(`${OB}alignment`, "alignment"), criteria: node(`${OB}Criteria`, "criteria"),
    description: text(`${ORG}description`), name: text(`${ORG}name`), resultDescription: nodes(`${OB}resultDescription`, "description") }],
  criteria: [undefined, [], { narrative: text(`${OB}narrative`) }],
  alignment: [["Alignment"], [`${ORG}AlignmentObject`], {
    targetCode: text(`${OB}targetCode`), targetFramework: text(`${ORG}targetFramework`), targetName: text(`${ORG}targetName`),
    targetUrl: typed(`${ORG}targetUrl`, `${XSDS}anyURI`) }],
  description: [["ResultDescription"], [`${OB}ResultDescription`], { name: text(`${ORG}name`), resultType: text(`${OB}resultType`) }],
};
const IRI = /^(https?:\/\/|did:|urn:uuid:)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{1,500}$/;
const ESCAPES = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\" };

function literal(value, datatype) {
  if (typeof value !== "string" || !value || value.length > 4000 || !value.isWellFormed()) unreadable("shape");
  const escaped = value.replace(/[\u0000-\u001f"\\\u007f]/g, sign =>
    ESCAPES[sign] ?? `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `"${escaped}"${datatype ? `^^<${datatype}>` : ""}`;
}

function named(value) {
  if (typeof value !== "string" || !IRI.test(value)) unreadable("shape");
  return `<${value}>`;
}

/** Add the statements of an object to `quads`, as [subject, predicate, object], and return what it is called. */
function describe(value, shape, quads, blanks) {
  if (!bare(value)) unreadable("shape");
  const { id, type, ...members } = value;
  const [types, classes, known] = SHAPES[shape];
  if (JSON.stringify(type) !== JSON.stringify(types)) unreadable("shape");
  const subject = id === undefined ? `_:b${blanks.push(shape)}` : named(id);
  for (const name of classes) quads.push([subject, `<${RDF_TYPE}>`, `<${name}>`]);
  for (const [name, given] of Object.entries(members)) {
    if (!Object.hasOwn(known, name)) unreadable("shape");
    const { predicate, as, datatype, many = false, least, most } = known[name];
    if (many !== Array.isArray(given) || (many && (given.length < least || given.length > most))) unreadable("shape");
    for (const one of many ? given : [given]) {
      let object;
      if (as === "false") object = one === false ? `"false"^^<${datatype}>` : unreadable("shape");
      else if (as === "text") object = literal(one, datatype);
      else object = as === "iri" ? named(one) : describe(one, as, quads, blanks);
      quads.push([subject, `<${predicate}>`, object]);
    }
  }
  return subject;
}

const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async words => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words)));

function byCodePoint(one, other) {
  const a = [...one], b = [...other];
  for (let n = 0; n < Math.min(a.length, b.length); n += 1) if (a[n] !== b[n]) return a[n].codePointAt(0) - b[n].codePointAt(0);
  return a.length - b.length;
}

const written = (quads, label) =>
  [...new Set(quads.map(quad => `${quad.map(label).join(" ")} .\n`))].sort(byCodePoint).join("");

/** Name the blank nodes by what is said of them, then write all statements in order. */
async function canonical(quads) {
  const blank = term => term.startsWith("_:");
  const hashes = [];
  for (const own of new Set(quads.flat().filter(blank))) {
    const mine = quads.filter(quad => quad.includes(own));
    hashes.push([hex(await sha256(written(mine, term => (blank(term) ? (term === own ? "_:a" : "_:z") : term)))), own]);
  }
  hashes.sort(([one], [other]) => (one < other ? -1 : 1));
  // Two that say the same need the long way of the standard; no certificate of ours has them.
  if (hashes.some(([hash], n) => n > 0 && hash === hashes[n - 1][0])) refuse("other-form");
  const names = new Map(hashes.map(([, own], n) => [own, `_:c14n${n}`]));
  return written(quads, term => names.get(term) ?? term);
}

const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** 64 bytes spelled in base58 after a z; anything else fits nothing. */
function fromBase58(value) {
  if (typeof value !== "string" || !/^z[1-9A-HJ-NP-Za-km-z]{64,90}$/.test(value)) refuse("altered");
  let number = 0n;
  for (const sign of value.slice(1)) number = number * 58n + BigInt(LETTERS.indexOf(sign));
  const leading = value.slice(1).match(/^1*/)[0].length, digits = number === 0n ? "" : number.toString(16);
  const bytes = digits.padStart(digits.length + (digits.length % 2), "0").match(/../g) ?? [];
  if (leading + bytes.length !== 64) refuse("altered");
  return Uint8Array.from([...Array(leading).fill("00"), ...bytes], byte => parseInt(byte, 16));
}

const PROOF = ["created", "cryptosuite", "proofPurpose", "proofValue", "type", "verificationMethod"];

/** Check a document with its proof, as `opened` does a token. */
async function openedDocument(document, issuerOf, steps) {
  steps.begin("signature");
  const { proof, ...rest } = document, { "@context": _context, ...content } = rest;
  need(bare(proof) && proof.proofValue, "no-proof");
  for (const [name, wanted] of [["type", "DataIntegrityProof"], ["cryptosuite", "eddsa-rdfc-2022"]]) {
    if (proof[name] !== wanted) refuse("algorithm", { name: String(proof[name]).slice(0, 40) });
  }
  need(Object.keys(proof).sort().join() === PROOF.join() && proof.proofPurpose === "assertionMethod", "altered");
  const issuer = issuerOf(document, steps);
  const key = issuer.keys.find(one => proof.verificationMethod === `${issuer.did}#${one.id}`);
  need(key, "key");
  const signature = fromBase58(proof.proofValue), quads = [];
  steps.begin("form");
  describe(content, "credential", quads, []);
  steps.held("form");
  steps.begin("signature");
  const options = [["created", literal(proof.created, `${XSD}dateTime`)], ["type", `<${SEC}DataIntegrityProof>`],
    ["cryptosuite", literal(proof.cryptosuite, `${SEC}cryptosuiteString`)], ["proofPurpose", `<${SEC}assertionMethod>`],
    ["verificationMethod", named(proof.verificationMethod)]];
  const about = { created: "http://purl.org/dc/terms/created", type: RDF_TYPE };
  const said = await canonical(options.map(([name, object]) => ["_:b", `<${about[name] ?? SEC + name}>`, object]));
  const signed = [...await sha256(said), ...await sha256(await canonical(quads))];
  await fits(key, signature, Uint8Array.from(signed));
  steps.held("signature");
  return { payload: document, issuer, key, created: time(proof.created) };
}
