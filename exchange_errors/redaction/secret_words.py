"""The words that name a secret, as keys, headers, options and customers of many languages write them.

A blank stands for ``-``, ``_``, a blank or nothing. Accents may be missing. A word after a ``^`` does not count right
behind a letter or a digit; an ending after a ``~`` may stand there or not; a ``*`` is an ending of up to four letters.
"""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(words.split()).split(", "))


API_KEY = _listed("""
    api key~ id, access key~ id, api token, chiave api, clave api, clé api, chave api,
    chave da api, clave de api, clave de la api, chiave dell api,
    api schlüssel, api sleutel, ключ api, api ключ, klucz api, api anahtar*, khóa api,
    kunci api, api 密钥, api 密鑰, api キー, api 키, مفتاح api
""")
KEY = _listed("^key~ id")
SIGNATURE = _listed("^sig, signature, ^hmac, digest, ^sign")
PASSPHRASE = _listed("pass phrase")
SECRET = _listed("""
    password, passwort*, passwd, pass code, ^pass, ^pwd, ^pswd, ^pw, identified by,
    secret~ key, private key, signing key, encryption key, token, access token, refresh
    token, ^pin~ code, session~ id, connect sid, sess id, session token, ^jwt, client
    credential, requirepass, masterauth, recovery code, backup code, security answer,
    license key, ^mdp, ^passe, kennwort*, geheimnis, mot de passe, contraseñ*, ^clave,
    ^clave secreta, ^senha, palavra passe, wachtwoord, ^parola*, ^şifre*, ^hasł*,
    ^hesl*, ^jelsz*, ^jelszo, lösenord*, salasan*, adgangskode*, ^passord*, lozink*,
    ^gesl*, парол*, κωδικ*, συνθηματικό, mật khẩu, kata sandi, kata laluan, slaptažod*,
    parool*, salasõna, lykilorð, סיסמ*, كلمة المرور, كلمة السر, رمز المرور, رمز السر,
    الرقم السري, رمز عبور, گذرواژه, पासवर्ड, कूटशब्द, পাসওয়ার্ড, கடவுச்சொல், รหัสผ่าน,
    密码, 密碼, 口令, パスワード, 暗証番号, 비밀번호, 암호, 비번, nenosiri, secrète, secreta, segreta,
    ^segredo, ^secreto, ^segreto, geheim, секрет*, секретный ключ, ^ключ, tajny klucz,
    gizli anahtar*, ^sekret*, khóa bí mật, kunci rahasia, 密钥, 密鑰, 私钥, 私鑰, シークレット~キー, 秘密鍵, 비밀키,
    시크릿, مفتاح سري, מפתח סודי, गुप्त कुंजी, รหัสลับ, clé secrète, chiave segreta, chave secreta,
    geheime sleutel
""")
SEED = _listed("""
    mnemonic~ phrase, seed phrase, recovery phrase, seed words, secret phrase, backup
    phrase, 助记词, 助記詞
""")
ONE_TIME_CODE = _listed("""
    ^pin~ code, ^otp~ code, ^totp~ code, 2fa~ code, 2fa token, ^mfa~ code, one time
    code, one time password, one time pin, verification code, authentication code,
    authenticator code, authenticator, confirmation code, security code, sms code, email
    code, login code, two factor code, google code, bestätigungscode, sicherheitscode,
    zugangscode, access code, einmalcode, code de sécurité, código de seguridad, código
    de segurança, codice di sicurezza, beveiligingscode, einmalpasswort, código de
    verificación, código de verificação, código 2fa, code de vérification, code de
    confirmation, codice di verifica, codice otp, verificatiecode, kod weryfikacyjny,
    ověřovací kód, ellenőrző kód, verifieringskod, vahvistuskoodi, bekræftelseskode,
    doğrulama kodu, код подтверждения, код 2fa, одноразовый код, код из смс, sms код,
    смс код, 2fa код, sms kod, otp kod, код підтвердження, κωδικός επαλήθευσης, mã xác
    minh, mã xác nhận, mã otp, kode verifikasi, رمز التحقق, קוד אימות, सत्यापन कोड,
    รหัสยืนยัน, 验证码, 驗證碼, 动态码, 認証コード, 確認コード, 인증번호, 인증 코드, 인증코드
""")
AUTHORIZATION = _listed("authorization, ^auth, credentials, ^creds, auth key")
COOKIE = _listed("cookie~2, cookies")
MAIL = _listed("mail, correo, почта, 邮箱, メール, 이메일")
PHONE = _listed("""
    phone~ number, ^tel, telephone, telefon, teléfono, téléphone, telefone, mobile~
    number, mobile no, phone no, msisdn, whatsapp, ^handy, handynummer, ^cell, celular,
    cellulare, телефон, 電話, 电话, 手机, 전화, my number, điện thoại
""")
ADDRESS = _listed("address~ tag, ^addr, ^memo")
CARD = _listed("""
    card number, card no, credit card, debit card, ^pan, kartennummer, kreditkarte,
    tarjeta, numéro de carte, номер карты, 卡号, カード番号, 카드번호
""")
SECURITY_CODE = _listed("^cvv~2, ^cvc~2")
#: Words that hold sentences together; the list that recovery phrases are made of has none of them.
GRAMMAR = _listed("""
    the, and, for, was, are, has, had, not, but, his, her, its, you, our, they, them,
    their, were, been, who, whom, which, would, could, did, does, got, get, gets, let,
    via, per, than, into, onto, als, der, die, das, und, ist, nicht, que, los, las, por,
    para, con, les, des, une, est, pas
""")
