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

package io.github.gracefulshutdown.sample;

import java.nio.file.Path;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cleanup tasks of the sample, which need its database.
 */
class CleanupIT {

	@TempDir
	private Path directory;

	@Test
	void tasksWriteToTheDatabaseAfterTheLastRequest() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.NO_LAME_DUCK, Sample.NO_QUIET_PERIOD);
				RawConnection active = Sample.begin(service, "/report?ms=1000");
				RawConnection idle = RawConnection.open(service.port(), Sample.TIMEOUT)) {
			service.terminate();
			Ports.awaitRefusal(service.port());
			RawRequest order = RawRequest.post("/orders", Sample.NEW_ORDER);
			assertThat(idle.exchange(order, Sample.TIMEOUT).status()).isEqualTo(201);
			assertThat(active.receive(Sample.TIMEOUT).status()).isEqualTo(200);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(OrderDatabase.read(this.directory,
					"select orders_taken from service_run where stopped_at >= started_at"))
				.isEqualTo(1);
		}
	}

}
