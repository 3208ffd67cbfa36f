"""One measured number and what stands beside it."""

from dataclasses import dataclass, field


@dataclass
class Figure:
    name: str
    value: float
    unit: str
    beside: dict = field(default_factory=dict)  # Name -> number of the same run.

    def line(self, load):
        beside = "".join(f" {name}={value}" for name, value in self.beside.items())
        return f"{self.name} {self.value} {self.unit} {beside} load={load:.2f}"

    def as_json(self, load):
        return {"name": self.name, "value": self.value, "unit": self.unit, "beside": self.beside, "load": round(load, 2)}
