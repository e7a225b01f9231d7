"""The address of the stock of an agency."""

from django.urls import path

from hangot.desk.protection import stock_views

urlpatterns = [path("stock/", stock_views.house_stock, name="house_stock")]
