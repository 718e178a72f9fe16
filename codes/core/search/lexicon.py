"""The words of this trade as data: which words mean the same, and which are near to each other.

A concept's line holds its words and word groups, parted by commas, in English and in six other languages. The same
table reads queries and entries, so a word belongs here when people use it for the thing, whatever an entry calls it.
Accents and case do not matter. A group is understood as a whole: ``not open`` is not ``open``.

One table, longer than a module should be, so that a word has one place to be looked up in.
"""

from __future__ import annotations

from collections.abc import Mapping

CONCEPTS: Mapping[str, str] = {
    # money
    "funds": (
        "balance, usdt balance, top up, balances, funds, fund, money, wallet, cash, coins, coin, purse,"
        " account balance, wallet balance, saldo, fondos, fondo, dinero, guthaben, kontostand, geld, kontoguthaben,"
        " deckung, solde, fonds, argent, dargent, provision, fundos, dinheiro, 余额, 資金, 资金, 残高, 钱, 餘額, お金,"
        " 可用余额, 可用資金, 资产"
    ),
    "short_of": (
        "wallet is empty, wallet empty, empty wallet, empty account, no money, no funds, no balance,"
        " requirement not met, not met, nothing left, insufficient, not enough, not sufficient, not have enough,"
        " dont have enough, have enough, too little, too low balance, lack, lacking, low balance, short of,"
        " run out of, ran out of, unavailable balance, insuficiente, insuficientes, no tengo suficiente, suficiente,"
        " suficientes, unzureichend, nicht genug, nicht ausreichend, zu wenig, nicht genugend, ausreichend,"
        " reicht nicht, insuffisant, insuffisante, insuffisants, pas assez, suffisant, suffisamment, sin suficiente,"
        " não há, 不足, 不够, 不夠, 足りない, 足りません, does not cover, not covered, cannot cover, underfunded,"
        " higher than what i have, more than i have, more than what i have, more than i own, less than needed,"
        " requires more, cannot afford, can not afford, sufficient, no sufficient, no enough, insufficiently,"
        " nothing free, leaves nothing, not available enough, only available, kein geld, sin dinero,"
        " no tengo dinero, sem dinheiro, pas d argent, plus d argent, broke,"
        " cannot pay for, cant pay for, not own enough, dont own enough, nicht genug geld"
    ),
    "available": (
        "available, availble, free, spendable, usable, disponible, disponivel, verfugbar, verfugbares, frei, libre,"
        " 可用, 利用可能"
    ),
    "withdrawal": (
        "withdraw, pay out, transfer out, send coins out, move coins out, withdrawable, withdrawal, withdrawing,"
        " cash out, payout, send out, take out, move out, payouts, create withdrawal, retiro, retirar, retirada,"
        " auszahlung, auszahlen, abhebung, abheben, retrait, retirer, saque, sacar, levantamento, 提现, 提幣, 提币,"
        " 提款, 出金, 引き出し, 引き出す, 出庫, paying out, pay it out, take my money out, take money out,"
        " get my money out, taking out"
    ),
    "transfer": (
        "transfer, move funds, transferencia, transferir, uberweisung, ubertrag, virement, transfert, 转账, 划转,"
        " 振替, 送金, transferring, move money, moving money, move between accounts, shift funds"
    ),
    "credit": (
        "credit, overdraft, owe, owed, repay, lender, credit line, loan, lending, borrow, borrowed, debt, credito,"
        " kredit, kreditlinie, pret, linea de credito, ligne de credit, linha de credito, emprestimo, prestamo,"
        " 信用额度, 信贷, 贷款, 借款, 与信枠, 借入, 信用枠, 授信"
    ),
    "fee": (
        "fee, fees, commission, charge, comision, gebuhr, gebuhren, frais, taxa, taxas, comissao, 手续费, 手数料,"
        " trading fee, trading fees, maker fee, taker fee, commissions"
    ),
    "currency": (
        "currency, token, asset, ccy, divisa, moneda, wahrung, devise, monnaie, moeda, 币种, 货币, 通貨, 貨幣, 币"
    ),
    "collateral": (
        "collateral, haircut, pledged, garantia, sicherheit, sicherheiten, besicherung, nantissement, colateral,"
        " 抵押, 抵押品, 担保, 質押"
    ),
    "settlement": (
        "settle, settlement, settled, liquidacion de, abrechnung, abwicklung, reglement, liquidacao financeira, 结算,"
        " 決済, 清算货币"
    ),
    # instruments
    "instrument": (
        "instrument, symbol, pair, ticker, contract, product, trading pair, currency pair, coin pair,"
        " instrument name, par, simbolo, instrumento, contrato, handelspaar, wahrungspaar, kontrakt, paire, symbole,"
        " contrat, 交易对, 币对, 合约, 通貨ペア, 銘柄, シンボル, 合約, 交易對, ペア"
    ),
    "market": "venue, market, trading session, borse, bolsa, bourse, mercado, markt, marche, 市场, 市場, マーケット, trading day",
    "closed": (
        "closed, not open, isnt open, is not open, close time, shut, halted, halt, not yet open, not started, opens,"
        " maintenance hours, outside trading hours, market hours, outside market hours, outside hours, trading hours,"
        " cerrado, no esta abierto, geschlossen, nicht geoffnet, nicht offen, ferme, pas ouvert, pas encore ouvert,"
        " fechado, nao esta aberto, 未开放, 未开市, 休市, 闭市, 开盘, 未開場, 閉まって, 開いていない,"
        " オープンしていない, 开市, after hours, weekend, weekends, holiday, holidays, pre market, closing time,"
        " opening time, opening hours, trading has not started, not trading yet, before the open, wochenende,"
        " fin de semana, fim de semana, week end, 周末, 休場, outside the session, outside session, on saturday,"
        " on sunday, on weekends, at night, hat zu, before the opening, 还没开市, 没开市"
    ),
    "untradable": (
        "not tradable, not tradeable, untradable, cannot be traded, cant be traded, cant trade, cannot trade,"
        " tradable, tradeable, suspended trading, delisted, delisting, trading disabled, trading suspended,"
        " not allowed to trade, no longer listed, no se puede negociar, no negociable, nicht handelbar, handelbar,"
        " non negociable, pas negociable, nao negociavel, nao pode ser negociado, 不可交易, 无法交易, 下架,"
        " 取引できない, 取引不可, 取引停止, 停止交易, removed from the exchange, no longer traded,"
        " taken off the exchange, removed from trading, trading paused, paused, dropped from the exchange,"
        " discontinued, retired, cannot be bought, cannot be sold, cannot buy or sell it, taken offline,"
        " not be traded, can not be traded, not traded, tradability"
    ),
    "expired": (
        "expired, expires, past maturity, old contract, has settled, contract settled, already settled,"
        " settled contract, expiry, expire, expiration, matured, maturity, past expiry, delivery date, vencido,"
        " vencida, expirado, caducado, expirada, abgelaufen, verfallen, expiree, perime, echu, 过期, 到期, 已到期,"
        " 期限切れ, 満期, contract ran out, future ran out, ran out, contract has ended, contract ended, future ended,"
        " past delivery, after delivery, after expiry, last trading day, rolled over, rollover, roll over, delivered,"
        " last quarter, previous quarter, old quarter"
    ),
    # prices
    "price": (
        "price, prices, rate, quote, precio, preis, prix, preco, 价格, 価格, 價格, 値段, 价位, bid, bids, ask,"
        " asking price, offer"
    ),
    "mark_price": (
        "mark price, markprice, fair price, precio de marca, precio de referencia, markpreis, mark preis,"
        " prix de reference, prix mark, preco de marcacao, preco de referencia, 标记价格, マーク価格, 标记价"
    ),
    "stale": (
        "stale, outdated, old, not updating, not updated, frozen, out of date, lagging, delayed, stuck, obsoleto,"
        " desactualizado, veraltet, perime, obsolete, desatualizado, 陈旧, 过时, 古い, 更新されない, 未更新,"
        " stops updating, no updates, does not update, not refreshed, never updates, hanging price, does not move,"
        " not moving, does not change, never changes"
    ),
    "far": (
        "far, out of range, outside the range, outside the band, out of band, out of bounds, outside the allowed,"
        " unrealistic, price band, away, far away, too far, away from, far from, way off, distant, too aggressive,"
        " fuera de rango, lejos, demasiado lejos, weit, zu weit, entfernt, loin, trop loin, eloigne, muito longe,"
        " distante, 太远, 偏离, 遠すぎる, 離れすぎ, 过远, 偏離, off the market, far off, far from market,"
        " far away from"
    ),
    "above": (
        "above, high, greater, over, higher, upper, more than, too high, exceeds upper, limit up, upper limit,"
        " price cap, ceiling, mayor, superior, por encima, mas alto, hoher, zu hoch, obere, superieur, au dessus,"
        " trop eleve, acima, maior, muito alto, 高于, 过高, 太高, 上限, 高すぎる, 超过上限, 涨停, must be lower,"
        " should be lower, has to be lower, lower the price, not so high"
    ),
    "below": (
        "below, low, less, under, lower, beneath, smaller, less than, too low, limit down, lower limit, price floor,"
        " floor, menor, inferior, por debajo, demasiado bajo, unter, niedriger, zu niedrig, untere, inferieur,"
        " en dessous, trop bas, abaixo, muito baixo, 低于, 过低, 太低, 下限, 低すぎる, 跌停, must be higher,"
        " should be higher, has to be higher, raise the price, not so low"
    ),
    "slippage": (
        "slipped, price drift, rate drift, quote changed, worse rate, slip, moved between, slippage, price moved,"
        " rate moved, moved too much, price changed, rate changed, deslizamiento, deslizamento, glissement, derrapage,"
        " 滑点, スリッページ, 滑點"
    ),
    # size
    "quantity": (
        "quantity, qty, size, amount, volume, lot, lots, number of coins, cantidad, tamano, monto, menge, grosse,"
        " betrag, anzahl, quantite, taille, montant, quantidade, tamanho, valor, 数量, 数额, 金额, 注文数量, サイズ,"
        " 金額, 數量"
    ),
    "minimum": (
        "minimum, dust, min, small, little, too small, smaller than minimum, smallest, at least, below min, tiny,"
        " minimo, minima, demasiado pequena, demasiado pequeno, mindest, mindestens, zu klein, minimal, mindestgrosse,"
        " mindestmenge, mindestbestellwert, trop petit, trop petite, minimale, pequeno demais, muito pequena,"
        " muito pequeno, 最小, 太小, 最低, 小さすぎる, 过小, tiniest, least, too little"
    ),
    "maximum": (
        "maximum, too long, huge, oversized, max, big, large, too big, too large, too much, too many, biggest,"
        " largest, highest, cap, maximal, maximo, maxima, demasiado grande, demasiadas, demasiados, zu gross,"
        " zu viele, zu viel, hochst, hochste, trop grand, trop grande, trop de, grande demais, muito grande, muitos,"
        " muitas, demais, 最大, 太大, 过大, 太多, 过多, 大きすぎる, 多すぎる, 上限を超え, upper bound,"
        " biggest possible, largest possible, highest possible, as many as, larger than allowed, bigger than allowed,"
        " higher than allowed, more than permitted, than permitted, over the maximum, bigger, larger"
    ),
    "exceed": (
        "exceed, high, exceeds, exceeded, exceeding, over the limit, above the limit, more than allowed, beyond,"
        " limit reached, limit hit, reached the limit, hit the limit, maxed out, too high, went over, excede,"
        " excedido, supera, superado, uberschreitet, uberschritten, uberschreiten, depasse, depassee, ultrapassado,"
        " excedeu, ultrapassa, 超过, 超出, 超限, 超過, 超え, 达到上限"
    ),
    "limit": "limit, limits, restriction, allowance, quota, limite, obergrenze, grenze, 限制, 制限, 限额, 额度",
    # orders
    "order": (
        "order, orders, ord, trade, orden, ordenes, pedido, auftrag, auftrage, bestellung, ordre, ordres, ordem,"
        " ordens, 订单, 注文, 下单, 委托, 訂單, オーダー, 挂单"
    ),
    "rejected": (
        "prevent, bounces, bounce, not going through, doesnt go through, does not go through, wont go through,"
        " prevented, blocked, not allowed, not permitted, forbidden, disallowed, prohibited, verhindert, blockiert,"
        " nicht erlaubt, no permitido, evitado, impedido, empeche, pas autorise, nao permitido, reject, rejected,"
        " rejection, rej, refused, refuse, denied, declined, not accepted, bounced, kicked back, turned down,"
        " thrown out, rechazada, rechazado, rechaza, rechazo, abgelehnt, ablehnung, zuruckgewiesen, rejete, rejetee,"
        " refusee, rejeitada, rejeitado, recusada, recusado, rejeita, 防止, 阻止, 禁止, 許可されていない, 被拒, 拒绝,"
        " 拒絶, 拒否, 拒绝了, 被拒绝, 却下, said no, says no, thrown back, not taken, turned away, will not accept,"
        " wont accept, does not accept"
    ),
    "cancelled": (
        "cancel, canceled, cancelled, cancellation, killed, removed, pulled, voided, cancelada, cancelado, cancelar,"
        " storniert, stornieren, abgebrochen, annulliert, annule, annulee, annuler, 取消, 撤销, 撤单, キャンセル,"
        " 取り消"
    ),
    "filled": (
        "fill, filled, fills, executed, execution, complete, completed, matched, ejecutada, ejecutado, ejecutar,"
        " ausgefuhrt, gefullt, execute, executee, executada, executado, 成交, 约定, 約定, 执行"
    ),
    "unfilled": (
        "not filled, not been filled, unfilled, didnt fill, did not fill, never filled, wasnt filled, could not fill,"
        " couldnt fill, not executed, no fill, wont fill, no se ejecuto, no ejecutada, nicht ausgefuhrt, pas execute,"
        " nao executada, 未成交, 約定しな, no liquidity, not enough liquidity, thin book, empty book, thin market"
    ),
    "missing": (
        "missing, blank, empty, absent, omitted, left out, not provided, not sent, forgot, without, required,"
        " mandatory, lacks, falta, faltante, vacio, fehlt, fehlende, fehlender, leer, manquant, manquante, manque,"
        " vide, faltando, ausente, obrigatorio, 缺少, 缺失, 为空, 不足している, 欠落, 必須, 空白, 丢失, not send,"
        " not include, not included, not given, not give, leave out, left off, skipped"
    ),
    "absent": (
        "no record, disappeared, vanished, not there, no longer exists, no longer there, does not show, doesnt show,"
        " lost order, missing order, no trace, nothing there, not exist, does not exist, doesnt exist, no exist,"
        " not found, no such, unknown, cannot find, cant find, couldnt find, could not find, cant be found,"
        " cannot be found, nonexistent, gone, nothing found, no encontrado, no encontrada, no existe, nicht gefunden,"
        " existiert nicht, gibt es nicht, unbekannt, introuvable, n existe pas, existe pas, pas trouve, inexistant,"
        " nao encontrado, nao encontrada, nao existe, 不存在, 未找到, 找不到, 存在しない, 見つからない,"
        " 見つかりません, 没有找到, got lost, cannot see, cant see, not visible, nothing under, is gone, not exists,"
        " doesnt exists, never existed, has gone, no longer see, not see, could not be found, not be found, nowhere,"
        " returns nothing, returned nothing, nothing returned, empty result, finds nothing, found nothing,"
        " nothing came back, missing in the system"
    ),
    "duplicate": (
        "identical, collides, collision, collide, already in use, the same again, second time, duplicate, duplicated,"
        " dup, dupe, already used, already exists, already sent, already taken, reused, reuse, used twice, sent twice,"
        " replay, replayed, repeated, twice, double, again, already been used, not unique, duplicado, duplicada,"
        " repetido, repetida, ya existe, ya usado, doppelt, doppelte, bereits verwendet, bereits vorhanden, en double,"
        " deja utilise, dupliquee, duplique, ja existe, ja usado, 重复, 重複, 重复的, processed already,"
        " already processed, already received, received before, seen before, sent before, clicked twice, double click,"
        " double clicked, retried, resent, resend, resubmit, resubmitted, a second time, used before, came up twice,"
        " unique, two times, 2 times, must be unique, within a second, again within, one more time, over again"
    ),
    "side": (
        "side, buy or sell, direction, buy side, sell side, lado, seite, cote, sens, kauf oder verkauf, 方向,"
        " 买卖方向, サイド, 売買方向, 売買区分"
    ),
    "status": (
        "status, state, ordstatus, order state, estado, zustand, etat, estado da ordem, 状态, ステータス, 状態, 狀態"
    ),
    "matching": (
        "matching engine, trading engine, order book engine, matcher, match engine, engine, motor de emparejamiento,"
        " motor de coincidencia, matching maschine, moteur de matching, moteur d appariement,"
        " motor de correspondencia, 撮合引擎, 撮合, マッチングエンジン, 搓合, trading core"
    ),
    "post_only": (
        "post only, postonly, maker only, maker or cancel, post_only, only maker, add liquidity only, solo maker,"
        " nur maker, uniquement maker, apenas maker, somente maker, 只做maker, 只挂单, 仅挂单, ポストオンリー,"
        " 被动委托, メイカー"
    ),
    "taker": (
        "taker, would take, would have traded, traded immediately, crossing, take liquidity, taking liquidity,"
        " cross the book, crossed the book, cross the spread, crossed the spread, crosses the spread,"
        " would match immediately, match immediately, executes immediately, instantly matched, immediately match"
    ),
    "self_trade": (
        "myself, matching my own order, both sides, cross my own order, hit my own order, from myself, to myself,"
        " ourselves, self trade, self trading, own order, my own order, trade with myself, trading with myself,"
        " trade against myself, traded against myself, matched with myself, wash trade, wash trading, my own orders,"
        " own orders, my own buy and sell, own buy and sell, own bid, own ask, own buy, own sell, against each other,"
        " matched each other, match each other, with each other, opposite order of mine, match my own, matched my own,"
        " self match, stp, self trade prevention, autonegociacion, auto negociacion, eigenhandel, selbsthandel,"
        " mich selbst, auto negociation, avec moi meme, conmigo mismo, negociacao propria, comigo mesmo, 自成交,"
        " 自我交易, 自己成交, 自己売買, 自己取引, 自成交保护, 自己約定, crossed each other, my two accounts,"
        " both my accounts, two accounts of mine, my other order, my other orders, my own bots, two of my bots,"
        " my other bot, own opposite order"
    ),
    "immediate": (
        "immediate, immediately, instant, instantly, right away, at once, straight away, inmediata, inmediatamente,"
        " sofort, sofortige, immediat, immediatement, imediata, imediatamente, 立即, 即时, 即時, ただちに, 直ちに,"
        " すぐに, as soon as, in the same moment, straight after, right after"
    ),
    "amend": (
        "amend, amended, amending, amendment, modify, modified, modifying, modification, cancel replace,"
        " change my order, change the order, change order, changing order, update order, modificar, modificada,"
        " andern, geandert, anderung, modifier, modifiee, alterar, alterada, modificacao, 修改, 改单, 変更, 訂正,"
        " edit, editing, alter, altering, replace, replacing"
    ),
    "no_active": (
        "no active, ya fue ejecutada, ya ejecutada, bereits ausgefuhrt, deja executee, ja foi executada,"
        " no active order, nothing to cancel, nothing to amend, no open order, no live order, nothing open,"
        " already done, already finished, already cancelled, already canceled, already filled, already closed,"
        " ninguna orden activa, keine aktive order, aucun ordre actif, nenhuma ordem ativa, 已成交, 约定济み,"
        " 約定済み, 没有活动订单, 有効な注文がない, too late to cancel, cancel too late, cancel came too late,"
        " cancelled too late, came too late, already gone, already executed, finished before, done before,"
        " nothing left to cancel, not open any more, no longer open, not working any more"
    ),
    "open_orders": (
        "open orders, orders open, orders open at once, open at once, number of orders, number of open orders,"
        " how many orders, too many orders, limit of orders, resting orders, pending orders, active orders,"
        " working orders, live orders, outstanding orders, max allowed orders, ordenes abiertas, offene orders,"
        " offene auftrage, ordres ouverts, ordres en cours, ordens abertas, 挂单数, 未成交订单, 未約定注文, 挂单数量,"
        " 未约定注文, any more orders, so many orders"
    ),
    # positions and margin
    "position": (
        "position, positions, posicion, posiciones, posicao, posicoes, 仓位, 持仓, ポジション, 倉位, 建玉, 头寸,"
        " in one coin, single coin, one instrument, per coin, per instrument, single instrument"
    ),
    "margin": "margin, margen, marge, margem, 保证金, 証拠金, マージン, 保證金",
    "margin_call": (
        "margin call, margincall, llamada de margen, nachschuss, nachschusspflicht, margenausgleich, appel de marge,"
        " chamada de margem, 追加保证金, 追证, 追証, 追加証拠金, マージンコール, 補倉"
    ),
    "margin_unit": "margin unit, margin sub account, margin sub unit, margin wallet, margin pool",
    "liquidation": (
        "liquidation, forced liquidation, stopped out, closed out, auto closed, force close, closing my position,"
        " closed my position, liquidate, liquidated, liquidating, liq, liq price, rekt, forced close, force closed,"
        " bankrupt, wiped out, blown up, liquidacion, liquidado, liquidar, liquidiert, liquidierung,"
        " zwangsliquidation, zwangsliquidiert, liquide, liquidee, liquidacao, liquidada, 强平, 爆仓, 清算, 強制決済,"
        " ロスカット, 强制平仓, 強平, being closed by force, closed by force, force closing, forcibly closed,"
        " being liquidated, liquidating me, go bankrupt, unwind, unwinding, unwound, taken over by liquidation,"
        " liquidate me, liquidates me"
    ),
    "leverage": (
        "leverage, gearing, leveraged, lev, multiplier, 10x, 20x, 50x, 100x, apalancamiento, hebel, effet de levier,"
        " levier, alavancagem, 杠杆, レバレッジ, 槓桿, 杠桿"
    ),
    "risk": "risk, exposure, riesgo, risiko, risque, risco, 风险, リスク, 風險",
    "derivatives": (
        "derivative, derivatives, deriv, futures, future, perpetual, perpetuals, perp, perps, swap, perpetual swap,"
        " derivados, futuros, derivate, terminkontrakte, derives, contrats a terme, derivativos, perpetuo, perpetuos,"
        " 衍生品, 合约交易, 永续, 期货, デリバティブ, 先物, 無期限, 永久, quarterly, quarterlies, dated contract,"
        " dated future"
    ),
    "calculation": "calc, calculation, calculate, compute, computation, calculo, berechnung, calcul, 计算, 計算",
    # account and access
    "account": (
        "account, accounts, acct, subaccount, sub account, cuenta, konto, compte, conta, subcuenta, unterkonto,"
        " sous compte, subconta, 账户, 账号, 口座, アカウント, 帳戶, 帐户, 子账户, サブアカウント, whole account,"
        " portfolio, account as a whole"
    ),
    "user": "user, login, username, user id, usuario, benutzer, nutzer, utilisateur, 用户, ユーザー, 使用者",
    "suspended": (
        "suspended, freeze, ban, shut off, closed account, account closed, suspend, frozen account, account frozen,"
        " frozen, blocked, block, locked, banned, disabled, restricted, on hold, suspension, suspendida, suspendido,"
        " bloqueada, bloqueado, gesperrt, sperre, eingefroren, suspendu, suspendue, bloque, gele, suspensa, suspenso,"
        " congelada, 冻结, 暂停, 封禁, 停用, 被封, 停止された, 凍結, 停止中, 被冻结, 凍結された"
    ),
    "inactive": (
        "switched off, turned off, not switched on, inactive, not active, isnt active, deactivated, deactivate,"
        " disabled, not activated, not enabled, dormant, inactiva, inactivo, no esta activa, no esta activo, inaktiv,"
        " nicht aktiv, deaktiviert, inactif, pas actif, desactive, inativa, inativo, desativada, nao esta ativo,"
        " nao esta ativa, 未激活, 未启用, 不活跃, 有効ではない, 無効になって, アクティブではない, アクティブでない,"
        " 非アクティブ, never activated, not yet active, not yet activated, activate, activated, activation,"
        " reactivate, not turned on"
    ),
    "mismatch": (
        "do not match, not match, doesnt match, dont match, mismatch, different account, another account,"
        " different sub account, no coinciden, no coincide, stimmen nicht uberein, ubereinstimmen, passen nicht,"
        " ne correspondent pas, nao correspondem, nao coincidem, 不匹配, 不一致, 一致しない, 一致しません"
    ),
    "access": (
        "access, feature not enabled, eligibility, eligible, region, country, jurisdiction,"
        " not available in my country, permission, permissions, entitled, entitlement, enabled, allowed to, rights,"
        " privilege, acceso, permiso, zugriff, zugang, berechtigung, freigeschaltet, acces, autorisation, droit,"
        " acesso, permissao, 权限, 权利, 開通, 开通, 権限, アクセス"
    ),
    "tier": (
        "tier, unverified, identity verification, upgrade my account, upgrade account, user level, level, kyc,"
        " verification, verification level, kyc level, vip, verified, not verified, nivel, verificacion, stufe,"
        " verifizierung, niveau, verificacao, nivel de verificacao, 等级, 级别, 认证, ティア, 認証レベル, 本人確認,"
        " 身份认证, not high enough, higher level, upgrade, passport, identity, identity check, verify my identity,"
        " full verification, verify, feature not available, feature only for, higher tier, lower tier, higher kyc"
    ),
    # authentication
    "unauthorized": (
        "log in, permission denied, not authorised, not authorized, logged out, session expired, sign in, signed in,"
        " passphrase, logged in, log in to, cannot log in, bad credentials, unauthorized, unauthorised,"
        " unauthenticated, not authenticated, authentication, authentication failure, authentication failed,"
        " authenticate, auth, auth failed, auth failure, not logged in, login failed, access denied, api key invalid,"
        " invalid api key, bad api key, wrong api key, no autorizado, autenticacion, nicht autorisiert,"
        " authentifizierung, nicht authentifiziert, anmeldung fehlgeschlagen, non autorise, authentification,"
        " non authentifie, nao autorizado, autenticacao, 未授权, 鉴权, 认证失败, 身份验证失败, 鉴权失败, 未認証,"
        " 認証失敗, 認証エラー, 認証に失敗, 認証, 验证失败, key expired, expired key, key revoked, revoked,"
        " key deleted, deleted key, key rotated, regenerated, new secret, changed password, password, two factor, 2fa,"
        " key stopped working, key no longer works, old key, wrong key, wrong secret, key invalid, invalid key,"
        " key rejected, invalid token, not signed in, login rejected"
    ),
    "signature": (
        "signature, sig, sign, signing, hmac, sha256, hash, digest, firma, signatur, assinatura, 签名, 署名, 簽名,"
        " signed, signs, signing string, payload signature"
    ),
    "key": (
        "api key, apikey, key, secret, api secret, secret key, credentials, credential, clave api, clave,"
        " api schlussel, schlussel, cle api, cle, chave api, chave da api, chave, 密钥, APIキー, キー, 金鑰, 秘钥,"
        " sandbox"
    ),
    "clock": (
        "minutes fast, minutes slow, minutes late, minutes early, seconds fast, seconds slow, clock is fast,"
        " clock is slow, not synchronized, synchronized, clock, timestamp, off by a minute, a minute off, minutes off,"
        " seconds off, minutes ahead, seconds ahead, minutes behind, seconds behind, nonce, time drift, clock drift,"
        " clock skew, drift, skew, out of sync, time sync, ntp, server time, system time, wrong time, time difference,"
        " 60 seconds, reloj, hora del sistema, marca de tiempo, uhr, uhrzeit, zeitstempel, systemzeit, horloge, heure,"
        " horodatage, relogio, hora do sistema, carimbo de tempo, 时间戳, 时钟, 时间不同步, タイムスタンプ, 時計,"
        " 時刻, ノンス, 時間戳, 随机数, 系统时间, allowed time difference, difference in time, clock runs, local time,"
        " timezone, time zone, daylight saving, wrong clock, clock ahead, clock behind, time is wrong, time is off,"
        " time offset, clock offset, minutes behind mine, minutes wrong, seconds wrong, clock is late,"
        " clock runs late, clock late, two minutes late, minutes apart, seconds apart, 时间不对, 时间错误,"
        " 时间不准, 电脑时间, geht nach, geht vor,"
        " geht falsch, reloj va mal, reloj atrasado, horloge en retard"
    ),
    "ip": (
        "ip, static ip, ip range, firewall, proxy, egress ip, ip address, ipv4, ipv6, whitelist, whitelisted,"
        " allowlist, allow list, white list, ip restriction, direccion ip, lista blanca, ip adresse, ip whitelist,"
        " adresse ip, liste blanche, endereco ip, lista branca, lista de permissoes, 白名单, IP地址, ホワイトリスト,"
        " IPアドレス, 許可リスト, 白名單, vpn, new ip, changed ip, other ip, unknown ip, isp, internet provider,"
        " cloud server, hosting provider, network address, address of my server, not on the list"
    ),
    "decimals": (
        "decimals, decimal, decimal places, decimal point, digits, digit, after the point, after the comma,"
        " precision, precise, rounding, rounded, round, fraction, fractional, tick, ticks, increment, increments,"
        " multiple of, granularity, dezimalstellen, nachkommastellen, kommastellen, stellen, zu viele stellen, decimales, casas decimais,"
        " decimais, 小数, 小数位, 精度, 小数点, 桁数"
    ),
    "part": (
        "part, partial, partially, partly, remainder, remaining, leftover, only some, parte, resto, teil, teilweise,"
        " rest der order, partie, en partie, parcial, parcialmente, 部分, 剩余, 一部, 残り"
    ),
    "change": (
        "adjust, adjusting, raise, raising, increase, increasing, decrease, cambiar, aumentar, einstellen, erhohen,"
        " changer, augmenter, mudar, 调整, 设置, 設定, change my, change account, set my"
    ),
    "letter_case": (
        "lower case, upper case, lowercase, uppercase, case sensitive, capital letters, capitals, small letters,"
        " spelled, spelling, spelt, renamed, underscore, hyphen, dash, slash"
    ),
    "flat": (
        "nothing to close, nothing to reduce, nothing left to close, nothing left to reduce, already flat, am flat,"
        " is flat, no open position, not in a position, no longer hold, hold nothing, not holding, no position left,"
        " none to close, without a position, no position to reduce, no position to close"
    ),
    "http_verb": (
        "http verb, get instead of post, post instead of get, verb, http method, get request, post request,"
        " put request, delete request, used get, used post, with get, with post, via get, via post, http get,"
        " http post, get not allowed, post not allowed"
    ),
    "subscription_limit": (
        "many channels, many subscriptions, max channels, channel limit, number of channels, number of subscriptions,"
        " how many subscriptions, how many channels, limit of channels, subscription limit, subscriptions limit,"
        " subscription count, subscription cap, maximum subscriptions, max subscriptions, channels per connection,"
        " subscriptions per connection, subscriptions per socket, too many subscriptions, too many channels"
    ),
    "late": (
        "late, too late, delay, slowly, too slowly, spat, zu spat, tarde, demasiado tarde, en retard, trop tard,"
        " atrasado, 延迟, 太晚, 遅い"
    ),
    "would_be": (
        "would put, would push, would trigger, will trigger, would cause, will cause, would lead, will lead,"
        " would be, will be, would bring, would get, would end, puts me, put me, pushes me, push me, brings me,"
        " lead to, leads to, cause a, causes a, if it fills, once it fills, wurde auslosen, wurde fuhren, provocaria,"
        " llevaria, entrainerait, provoquerait, levaria, 会导致, 将导致, 会触发, 将触发, would liquidate, would wipe,"
        " will liquidate"
    ),
    # requests and availability
    "request": (
        "request, call, api call, payload, body, message, solicitud, peticion, llamada, anfrage, aufruf, requete,"
        " appel, requisicao, pedido, solicitacao, 请求, リクエスト, 請求, 要求"
    ),
    "malformed": (
        "gibberish, cannot parse, unexpected token, content type, missing comma, missing quotes, garbage, garbled,"
        " not parseable, unparsable, cannot be read, not readable, not json, bad, malformed, syntax, parse, parsing,"
        " unparseable, unreadable, broken json, invalid json, json, wrong format, format, mal formada, mala solicitud,"
        " malformada, fehlerhaft, fehlerhafte, ungultiges json, mal forme, malformee, mauvaise, ma requisicao,"
        " 格式错误, 错误请求, 格式, 不正な形式, 形式が, trailing comma, quotation marks, encoding, utf, broken body,"
        " broken request, serialize, serialise, deserialize, not valid json, no valid json, cannot decode, decode,"
        " corrupt, corrupted, json broken, body broken, request broken, payload broken, extra comma,"
        " superfluous comma, unclosed"
    ),
    "method": (
        "method, function name, command, operation, api path, wrong url, endpoint, route, path, url, function,"
        " metodo, methode, endpunkt, 方法, 接口, メソッド, エンドポイント, 介面, called the wrong, wrong address,"
        " api function, api name"
    ),
    "argument": (
        "argument, property, attribute, parameter, param, params, field, arg, args, parametro, campo, feld,"
        " parametre, champ, argumento, 参数, 字段, パラメータ, パラメーター, 引数, 參數"
    ),
    "date": (
        "date, dates, start time, end time, date range, day, time range, fecha, datum, date invalide, data, 日期,"
        " 日付, 时间范围, 期間, calendar, iso format, end date, start date, time stamp format"
    ),
    "rate_limit": (
        "rate limit, too quickly, request limit, requests per minute, calls per second, calls per minute, cooldown,"
        " cool down, back off, backoff, rate limits, rate limited, ratelimit, rate limiting, throttle, throttled,"
        " throttling, too many requests, too many calls, requests per second, banned for, spam, spamming, flood,"
        " flooding, too fast, too often, too frequently, ddos, slow down, hammering, polling, limite de frecuencia,"
        " limite de peticiones, demasiadas solicitudes, demasiadas peticiones, zu viele anfragen, anfragelimit,"
        " trop de requetes, limite de debit, muitas requisicoes, muitos pedidos, limite de requisicoes, 频率限制,"
        " 请求过多, 请求过于频繁, 过于频繁, 限流, 太频繁, 限频, レート制限, リクエストが多すぎ, リクエスト過多,"
        " 回数制限, 頻繁, requests every second, hundreds of requests, many requests, lots of requests,"
        " a lot of requests, requests a second, calls a second, every second, per second, per minute, how often may i,"
        " how often can i, burst, bursts, frequency, pause between, wait between, many calls, requests too quickly,"
        " calls too quickly, zu oft, zu haufig, trop souvent, muy a menudo, com muita frequencia"
    ),
    "subscription": (
        "subscription, subscriptions, subscribe, subscribed, subscribing, channel, channels, stream, streams, feed,"
        " feeds, topic, topics, suscripcion, suscripciones, abonnement, abonnements, abos, kanal, kanale, canal,"
        " canaux, canales, assinaturas, inscricoes, canais, 订阅, 频道, チャンネル, 購読, サブスクリプション, 訂閱"
    ),
    "timeout": (
        "read timeout, hung, no confirmation, never came back, did not hear back, gave up waiting, without answer,"
        " without reply, without response, gateway timeout, connect timeout, connection timeout, timeout, timed out,"
        " time out, times out, no response, no reply, no answer, hangs, hanging, took too long, takes too long,"
        " taking too long, slow, deadline, waiting forever, never responds, not responding, tiempo de espera, agotado,"
        " se agoto, zeituberschreitung, keine antwort, delai, delai depasse, expire delai, tempo esgotado,"
        " tempo limite, esgotado, 超时, 逾时, 无响应, タイムアウト, 応答がない, 超時, 応答なし, did not respond,"
        " does not respond, never answered, did not answer, does not answer, keeps loading, no feedback,"
        " no response from the server, no answer from the server, no reply from the server, without an answer,"
        " ne repond pas, no responde, antwortet nicht, nao responde, 不回应, nothing came back in time, no reply in time,"
        " answers slowly, answers too slowly, slow answer, slow response, slow reply, took longer, takes longer,"
        " longer than, took ages, takes ages"
    ),
    "internal": (
        "server failure, crash, bug, glitch, service unavailable, system failure, unknown error, unexpected error,"
        " unknown failure, unexpected failure, gateway, internal, is down, are down, api down, exchange down,"
        " system down, platform down, outage, internal error, server error, exchange error, system error,"
        " something went wrong, server side, their side, your side, exchange side, crashed, broken server,"
        " error interno, interner fehler, interner serverfehler, erreur interne, erro interno, 内部错误, 内部,"
        " 系统错误, 内部エラー, システムエラー, サーバーエラー, 服务器错误, technical problem, technical issue,"
        " malfunction, server problem, server has a problem, exchange problem, problem on your side, on your end,"
        " your end, backend, no explanation, unexplained, exception, unhandled, broken inside, broke inside,"
        " something broke, server issue, server trouble, broke down,"
        " broken down, breaks down"
    ),
    "invalid": (
        "unknown, unsupported value, not recognised, not recognized, invalid, not valid, isnt valid, wrong,"
        " incorrect, bad, illegal, not accepted, unsupported, not supported, unrecognized, unrecognised, malformed,"
        " invalido, invalida, no valido, incorrecto, incorrecta, incorrectos, ungultig, ungultige, ungultiger,"
        " ungultiges, falsch, falsche, falscher, fehlerhaft, invalide, non valide, mauvais, errone, incorreta,"
        " incorreto, errado, errada, 无效, 無效, 错误的, 不正确, 无效的, 不正, 無効, 無効な, 不正な, 間違, misspelled,"
        " misspelt, mistyped, typo, spelled wrong, not correct, not right, not a valid, nonsense, valid,"
        " not understood, written wrong, out of range"
    ),
    # websocket
    "websocket": "websocket, web socket, ws, wss, socket, websockets, conexion websocket, ウェブソケット",
    "connection": (
        "connection, connections, connect, connecting, connected, verbindung, connexion, conexion, conexao, 接続,"
        " 連接, 连接"
    ),
    "close_code": (
        "close code, closing code, close frame, close reason, code de fermeture, codigo de cierre, schliesscode"
    ),
    "disconnect": (
        "tcp, disconnecting, stream stops, stream stopped, stream ended, keeps closing, connection dies, socket dies,"
        " gets cut, goes silent, connection broken, tcp reset, reset by peer, broken pipe, interrupted, interrumpida,"
        " interrumpido, unterbrochen, interrompue, interrompu, interrompida, interrompido, disconnect, disconnected,"
        " disconnects, disconnection, connection closed, connection lost, lost connection, drop, dropped, drops,"
        " dropping, connection drop, kicked, kicked off, hang up, closure, connection reset, cut off, reconnect,"
        " reconnecting, desconexion, desconectado, desconecta, conexion cerrada, se desconecta, conexion perdida,"
        " se corta, verbindung getrennt, verbindungsabbruch, getrennt, trennt, abgebrochene verbindung, deconnexion,"
        " deconnecte, connexion fermee, connexion perdue, connexion coupee, desconectou, conexao caiu,"
        " conexao perdida, conexao fechada, desconexao, 中断, 断开, 断线, 掉线, 切断, 切れる, 切れた, 斷線, 断连,"
        " 断開, went dead, connection died, lost the connection, unplugged, went offline, offline, connection is gone,"
        " stream gone, stream died, closes the socket, closed the socket, thrown off, closes my connection, 连接断开,"
        " 接続が切れ, 連接中斷"
    ),
    "heartbeat": (
        "heartbeat, pings, pongs, keepalives, ping frame, heart beat, heartbeats, keepalive, keep alive, ping, pong,"
        " ping pong, respond heartbeat, latido, latidos, lebenszeichen, battement, battements, batimento, batimentos,"
        " 心跳, ハートビート, 30 seconds, half a minute, thirty seconds"
    ),
    "restart": (
        "restart, rolling restart, back online, rebooting, is down, exchange down, api down, system down, outage,"
        " restarting, restarted, reboot, server restart, maintenance, try again later, going down, upgrade, deploy,"
        " reinicio, reiniciando, mantenimiento, neustart, wartung, redemarrage, redemarre, manutencao, reiniciado,"
        " 重启, 维护, 稍后再试, 再起動, メンテナンス, 重啟, 後でもう一度, come back later, back soon, back later,"
        " will be back, being updated, maintenance window, under maintenance, server update, going offline,"
        " coming back"
    ),
    "abnormal": (
        "abnormal, abnormally, unexpected, unexpectedly, suddenly, without warning, no close frame, random, randomly,"
        " anormal, inesperada, inesperado, unerwartet, plotzlich, anormale, inattendue, soudain, inesperadamente,"
        " repentinamente, de repente, 异常, 突然, 異常, 予期しない, 意外, without a message, without notice,"
        " without a reason, out of nowhere, from one second to the next, no warning, without saying"
    ),
    "success": (
        "all fine, went through, all right, all good, all ok, everything ok, everything fine, no problem,"
        " kein fehler, sin error, pas d erreur, sem erro, success, successful, ok, succeeded, worked, no error,"
        " accepted, exito, exitoso, erfolg, erfolgreich, succes, reussi, sucesso, bem sucedido, 没有错误, エラーなし,"
        " 成功, 正常, 完了, order was ok, was ok, was accepted, is accepted, worked fine, no errors, code zero,"
        " went fine"
    ),
}

# Who asks for the first is also served by the others, though less well.
NARROWER: Mapping[str, tuple[str, ...]] = {
    "suspended": ("inactive", "untradable"),
    "inactive": ("suspended",),
    "invalid": ("malformed", "argument", "absent"),
    "malformed": ("invalid",),
    "absent": ("missing", "invalid"),
    "missing": ("absent",),
    "exceed": ("maximum", "above"),
    "maximum": ("exceed",),
    "above": ("exceed", "maximum"),
    "below": ("minimum",),
    "minimum": ("below",),
    "closed": ("untradable",),
    "untradable": ("closed",),
    "far": ("above", "below"),
    "expired": ("untradable",),
    "rejected": ("cancelled",),
    "unfilled": ("filled", "cancelled"),
    "open_orders": ("order",),
    "margin_unit": ("margin",),
    "margin_call": ("margin",),
    "signature": ("unauthorized",),
    "key": ("unauthorized",),
    "unauthorized": ("key", "signature"),
    "funds": ("available",),
    "connection": ("disconnect", "websocket"),
    "websocket": ("connection",),
    "late": ("timeout", "stale", "clock"),
    "amend": ("change",),
    "change": ("amend",),
    "flat": ("no_active",),
    "close_code": ("disconnect",),
    "rate_limit": ("limit",),
    "taker": ("post_only",),
    "access": ("tier",),
    "tier": ("access",),
    "transfer": ("withdrawal",),
}

# Concepts that are seldom spoken of outside this trade: a question that names one is about this API even where other
# words of it are unknown.
TRADE = frozenset(
    {
        *("untradable", "mark_price", "slippage", "post_only", "taker", "self_trade", "amend"),
        *("no_active", "open_orders", "margin", "margin_call", "margin_unit", "liquidation", "leverage", "derivatives"),
        *("collateral", "rate_limit", "websocket", "heartbeat", "subscription_limit"),
    }
)
# Concepts that say how something is, not what: by themselves they say nothing where the thing is unknown.
STATES = frozenset(
    {
        *("short_of", "available", "closed", "expired", "stale", "far", "above", "below", "minimum", "maximum"),
        *("exceed", "limit", "rejected", "cancelled", "filled", "unfilled", "missing", "absent", "duplicate"),
        *("immediate", "suspended", "inactive", "mismatch", "malformed", "invalid", "internal", "abnormal", "success"),
        *("part", "change", "letter_case", "late", "would_be"),
    }
)

# British and other spellings that the stems do not bring together, short forms, and words that are often taken for one
# another.
SPELLINGS: Mapping[str, str] = {
    "acc": "account",
    "usr": "user",
    "amt": "amount",
    "bal": "balance",
    "pos": "position",
    "ids": "id",
    "ips": "ip",
    "apis": "api",
    "authorise": "authorize",
    "authorised": "authorized",
    "unauthorised": "unauthorized",
    "authorisation": "authorization",
    "recognised": "recognized",
    "unrecognised": "unrecognized",
    "synchronise": "synchronize",
    "synchronised": "synchronized",
    "initialise": "initialize",
    "tradeable": "tradable",
    "untradeable": "untradable",
    "behaviour": "behavior",
    "catalogue": "catalog",
    "cheque": "check",
    "favour": "favor",
    "honour": "honor",
    "organisation": "organization",
    "availble": "available",
    "then": "than",
    "to": "too",
    "of": "off",
    "enuf": "enough",
    "til": "till",
    "until": "till",
    "cancelation": "cancellation",
}
