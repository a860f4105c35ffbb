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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.Texts;

/**
 * The states of a shutdown and its cleanup tasks as bars, against its budget.
 */
final class Timeline {

	// Units of a drawing, whatever its width
	private static final int WIDTH = 1000;

	private static final int HEIGHT = 10;

	private final ShutdownReport report;

	Timeline(ShutdownReport report) {
		this.report = report;
	}

	void render(Html html) {
		List<Bar> bars = bars();
		html.begin("section").element("h2", "Timeline").begin("ol", "class", "timeline");
		bars.forEach((bar) -> render(html, bar));
		html.end();
		html.element("p",
				"The whole width is the budget of %s.".formatted(Texts.seconds(this.report.budget().timeout())),
				"class", "scale");
		html.end();
	}

	private void render(Html html, Bar bar) {
		html.begin("li").element("span", bar.name()).element("span", Texts.seconds(bar.duration()));
		html.begin("svg", "viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT), "preserveAspectRatio", "none", "role", "img",
				"aria-label", "%s after %s".formatted(bar.name(), Texts.seconds(bar.start())));
		html.begin("rect", "class", "track", "width", WIDTH, "height", HEIGHT).end();
		int start = Math.min(scale(bar.start()), WIDTH - 2);
		int width = Math.max(2, Math.min(scale(bar.duration()), WIDTH - start));
		html.begin("rect", "class", bar.mood(), "x", start, "width", width, "height", HEIGHT).end();
		html.end().end();
	}

	private int scale(Duration duration) {
		return (int) (duration.toMillis() * WIDTH / Math.max(1, this.report.budget().timeout().toMillis()));
	}

	private List<Bar> bars() {
		List<Bar> bars = new ArrayList<>();
		List<ShutdownReport.Stage> stages = this.report.stages();
		for (ShutdownReport.Stage stage : stages) {
			if (stage.name() == ShutdownState.TERMINATED) {
				continue;
			}
			Duration start = Duration.between(stages.get(0).startedAt(), stage.startedAt());
			bars.add(new Bar(stage.name().name(), start, stage.duration(), "state"));
			if (stage.name() == ShutdownState.CLEANING_UP) {
				addTasks(bars, start);
			}
		}
		return bars;
	}

	// A phase begins when the longest task of the one before it has ended
	private void addTasks(List<Bar> bars, Duration cleanup) {
		List<ShutdownReport.Task> tasks = this.report.cleanup()
			.tasks()
			.stream()
			.sorted(Comparator.comparingInt(ShutdownReport.Task::phase))
			.toList();
		Duration start = cleanup;
		Duration end = cleanup;
		for (int i = 0; i < tasks.size(); i++) {
			ShutdownReport.Task task = tasks.get(i);
			if (i > 0 && task.phase() != tasks.get(i - 1).phase()) {
				start = end;
			}
			bars.add(new Bar("%s (phase %d)".formatted(task.task(), task.phase()), start, task.duration(),
					task.succeeded() ? "task" : "bad"));
			Duration ended = start.plus(task.duration());
			end = (ended.compareTo(end) > 0) ? ended : end;
		}
	}

	// One bar.
	private record Bar(String name, Duration start, Duration duration, String mood) {

	}

}
