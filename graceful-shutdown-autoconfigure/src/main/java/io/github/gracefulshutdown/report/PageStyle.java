/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.gracefulshutdown.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * How the page looks, in light and dark, on a telephone and on a wall. The policy allows
 * this style by its hash, and nothing else.
 */
final class PageStyle {

	static final String CSS = """
			:root{color-scheme:light dark;--text:#1c2024;--dim:#5b6670;--back:#f6f7f9;--card:#fff;--line:#d9dee3;
			--good:#1a7f4b;--busy:#2563a8;--warn:#9a6200;--bad:#b3261e}
			@media(prefers-color-scheme:dark){:root{--text:#e6e9ec;--dim:#9aa5af;--back:#14181c;--card:#1d2329;
			--line:#343d46;--good:#5fce97;--busy:#7fb4f0;--warn:#e8b04b;--bad:#ff8a80}}
			*{box-sizing:border-box}
			body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif;
			overflow-wrap:anywhere}
			main{max-width:60rem;margin:0 auto;padding:1rem}
			header,section,main>dl{background:var(--card);border:1px solid var(--line);border-radius:.5rem;
			padding:1rem;margin:0 0 1rem}
			h1{font-size:1.5rem;margin:0}h2{font-size:1rem;margin:0 0 .5rem}p{margin:0 0 .5rem}
			.instance,.scale,dt,th{color:var(--dim);font-size:.875rem}
			.badge{display:inline-block;margin:.5rem 0 0;padding:.25rem .75rem;border:2px solid;border-radius:2rem;
			font-weight:600}
			.good{color:var(--good)}.busy{color:var(--busy)}.warn{color:var(--warn)}.bad{color:var(--bad)}
			dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.25rem 1rem;margin:0}dd{margin:0}
			@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}}
			table{width:100%;border-collapse:collapse;font-size:.875rem}
			th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-top:1px solid var(--line)}
			th{overflow-wrap:normal;white-space:nowrap}dl+p{margin-top:.5rem}
			pre{white-space:pre-wrap;font-size:.75rem;margin:0 0 .5rem;padding:.5rem;background:var(--back);
			border-radius:.25rem}
			.timeline{list-style:none;margin:0 0 .5rem;padding:0}
			.timeline li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;font-size:.875rem;
			margin:0 0 .5rem}
			svg{width:100%;height:.75rem;display:block}
			.track{fill:var(--line)}rect.state{fill:var(--busy)}rect.task{fill:var(--good)}rect.bad{fill:var(--bad)}
			""";

	static final String POLICY = "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
		.formatted(hash());

	private PageStyle() {
	}

	private static String hash() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			// Every Java platform has it
			throw new IllegalStateException(ex);
		}
	}

}
